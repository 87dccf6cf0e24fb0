"""One box finds townships, figures and sentences, whatever is typed into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import queries
from dashboard.labels.markdown import literal
from tests import mixed_county as county
from tests.dashboard.conftest import Open
from tests.warehouses import published, stored

COUNTED = """select count(*) from sections join unit_years using (report_id)
where county_id = '990101' and contains(body, '热线')"""


def found(app: AppTest) -> str:
    assert not app.exception
    return next(h.value for h in app.header)


def test_a_word_is_found_in_its_sentence_and_marked(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "search", q="热线")
    sections = stored(full_data, COUNTED)[0][0]
    said = found(app)
    assert int(said.rpartition("、")[2].split()[0]) >= sections > 0
    marked = [m.value for m in app.markdown if ":orange-background[**热线**]" in m.value]
    assert len(marked) >= min(sections, 50)
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert len([m for m in app.markdown if "orange-background" in m.value]) > len(marked)


def test_townships_and_figures_are_found_by_name(full_data: Path, opened: Open) -> None:
    name, value = stored(
        full_data,
        "select u.township, p.raw from printed_figures p join unit_years u using (report_id)"
        " where p.address = 'narrative.hotline_received' and u.year = 2025 limit 1",
    )[0]
    app = opened(full_data, "search", q=f"{name} 热线受理")
    assert name in [button.label for button in app.button]
    figures = app.dataframe[0].value
    assert set(figures["township"]) == {name}
    assert value in list(figures["raw"])


@pytest.mark.parametrize("words", ["'; drop table sections; --", "$words", "\\1 [x](y)", "<b>"])
def test_what_is_typed_is_only_looked_for(words: str, full_data: Path, opened: Open) -> None:
    assert found(opened(full_data, "search", q=words)) == "找到 0 个乡镇、0 个数字、0 句话"


def test_a_sign_of_patterns_is_a_sign_like_others(full_data: Path, opened: Open) -> None:
    wanted = stored(
        full_data,
        "select count(*) from (select unnest(string_split(regexp_replace(body, '([。！？；])', "
        "'\\1' || chr(10), 'g'), chr(10))) as part from sections join unit_years using (report_id) "
        "where county_id = '990101') where contains(part, '%')",
    )[0][0]
    assert wanted > 0
    assert f"、{wanted} 句话" in found(opened(full_data, "search", q="%"))


def test_words_that_overlap_repeat_nothing_of_the_sentence(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "search", q="主动公开 公开 动公")
    (word,) = stored(full_data, "select count(*) from sections where contains(body, '主动公开')")[0]
    assert word
    shown = [text.value.replace("\\", "") for text in app.markdown if "主动公开" in text.value]
    assert shown
    assert not [text for text in shown if "主动公开动公" in text or "主动公开公开" in text]


def test_nothing_is_asked_for_no_word(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "search")
    assert not app.exception
    assert not app.header


UNITS = """select report_id, year, township, position from unit_years
where county_id = '990101' and report_id is not null"""
TEXTS = "select report_id, position, heading, body from sections order by report_id, position"
PRINTED = """select p.report_id, n.position, n.label, p.raw from printed_figures p
join address_names n using (address) where p.mark <> 'absent'"""
SAID = [
    ["公开"],
    ["热线"],
    ["热线", "办结"],
    ["公开", "申请", "政府"],
    ["；"],
    ["%"],
    ["政府信息公开"],
]
CALLED = [
    ["热线"],
    ["总计"],
    ["热线", "受理"],
    ["主动公开", "云栖镇"],
    ["公开", "镇", "总计"],
    ["镇"],
]


def asked(data: Path, name: str, words: list[str], most: int) -> list[tuple[Any, ...]]:
    given = {"county": "990101", "from_year": 2018, "to_year": 2025, "words": words}
    return stored(
        data, queries.statement(name), given | {"townships": [], "types": [], "most": most}
    )


def triples(said: list[str]) -> Iterator[tuple[str, str, str]]:
    return zip(said, said[1:], said[2:], strict=False)


@pytest.mark.parametrize("words", SAID)
def test_sentences_are_those_of_the_sections(words: list[str], full_data: Path) -> None:
    units = {row[0]: row for row in stored(full_data, UNITS)}
    found = []
    for report, section, heading, body in stored(full_data, TEXTS):
        if report not in units:
            continue
        parts = [p.strip(" ") for p in re.sub("([。！？；])", "\\1\n", body).split("\n")]
        said = ["", *filter(None, parts), ""]
        _, year, township, position = units[report]
        for number, (before, sentence, after) in enumerate(triples(said)):
            if all(word in sentence for word in words):
                row = (year, township, heading, sentence, before, after)
                found.append(((position, section, number), row))
    listed = asked(full_data, "search_sentences", words, 50)
    assert [row[:6] for row in listed] == [row for _, row in sorted(found)[:50]]
    assert {row[-1] for row in listed} == {len(found)}


@pytest.mark.parametrize("words", CALLED)
def test_figures_are_those_that_are_called_so(words: list[str], full_data: Path) -> None:
    units = {row[0]: row for row in stored(full_data, UNITS)}
    found = []
    for report, position, label, raw in stored(full_data, PRINTED):
        _, year, township, of_unit = units.get(report, (None, None, "", None))
        is_named = all(word in label or word in township for word in words)
        if of_unit and is_named and any(word in label for word in words):
            found.append(((of_unit, position, raw), (year, township, label, raw)))
    listed = [(*row[:4], row[-1]) for row in asked(full_data, "search_figures", words, 90)]
    assert len(listed) == min(90, len(found))
    if len(found) <= 90:
        assert sorted(row[:4] for row in listed) == sorted(row for _, row in found)
    else:
        assert [row[:3] for row in listed] == [row[:3] for _, row in sorted(found)[:90]]
    assert {row[-1] for row in listed} == ({len(found)} if found else set())


TOWNS = county.townships(3)
ENTRY = "全年处理单１３６件（其中ＡＢ类占９.5％）。"
"""A sentence in wide letters and digits and narrow signs alike."""
PLAIN = "热线12345转来处理单(第7批)，占8%."


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a county of townships, departments and its own report; two write in other widths."""
    folder = tmp_path_factory.mktemp("mixed")
    filed = county.reports(TOWNS, missing=0)
    texts = {TOWNS[0].township: f"本镇有说明。{ENTRY}", "教育局": f"教育局有说明。{PLAIN}"}
    told = [
        county.with_text(one, texts[one.place.township]) if one.place.township in texts else one
        for one in filed
    ]
    published(folder, county.holdings(TOWNS), [*told, county.own_report(filed)])
    return folder


def captions(app: AppTest) -> list[str]:
    return [text.value.replace("\\", "") for text in app.caption]


def test_reports_of_every_kind_are_looked_through_until_some_are_chosen(
    mixed: Path, opened: Open
) -> None:
    app = opened(mixed, "search", q="教育局")
    assert found(app) == "找到 1 个单位、0 个数字、1 句话"
    assert any("教育局 2024 年度" in text for text in captions(app))
    assert any("全部单位" in text for text in captions(app))
    assert any("各类单位" in text for text in captions(opened(mixed, "search")))
    every = found(opened(mixed, "search", q="说明"))
    assert every.endswith("、2 句话")
    assert found(opened(mixed, "search", q="说明", type=["乡镇（街道）"])).endswith("、1 句话")
    assert found(opened(mixed, "search", q="说明", township=["教育局"])).endswith("、1 句话")
    own = opened(mixed, "search", q=f"{county.COUNTY}的信息更新")
    assert found(own).endswith("、1 句话")


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("处理单136", "处理单１３６"),
        ("处理单１３６", "处理单１３６"),
        ("AB类", "ＡＢ类"),
        ("9.5%", "９.5％"),
        ("（其中", "（其中"),
        ("(其中", "（其中"),
        ("热线１２３４５", "热线12345"),
        ("８％", "8%"),
        ("处理单（第７批）", "处理单(第7批)"),
    ],
)
def test_wide_and_narrow_signs_find_each_other_and_are_shown_as_printed(
    words: str, marked: str, mixed: Path, opened: Open
) -> None:
    app = opened(mixed, "search", q=words)
    assert found(app).endswith("、1 句话")
    shown = [text.value for text in app.markdown if "orange-background" in text.value]
    assert [literal(marked) in text for text in shown] == [True]
    assert f"**{literal(marked)}**]" in shown[0]


@pytest.mark.parametrize("words", ["12345 热线答复（办结）", "１２３４５ 热线答复(办结)"])
def test_figures_are_found_by_their_names_in_either_width(words: str, full_data: Path) -> None:
    listed = asked(full_data, "search_figures", words.split(), 1)
    assert [row[2] for row in listed] == ["12345 热线答复（办结）量"]
