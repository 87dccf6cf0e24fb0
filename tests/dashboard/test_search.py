"""One box finds townships, figures and sentences, whatever is typed into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import Open
from tests.warehouses import stored

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
