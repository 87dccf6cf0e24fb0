"""The bulletin tells what the pages show: in sentences, in tables, in charts that Word edits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from dashboard import queries
from dashboard.exports.bulletin import (
    Bulletin,
    Wanted,
    bulletin_document,
    bulletin_of,
    bulletin_slides,
)
from dashboard.exports.bulletin.of_year import ranked_disclosed
from dashboard.exports.county_report import report_document, report_page
from dashboard.pages.compiling import county_total
from dashboard.pages.compiling.county_total import Writer
from dashboard.queries.selection import Selection
from etl.definitions import load
from tests.documents import converted
from tests.warehouses import stored

COUNTY = Selection("990101", "云溪县", (), (), (), 2019, 2024)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def bulletin(full_data: Path) -> Iterator[Bulletin]:
    """Return the figures of the sample county."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("GONGKAI_DATA", str(full_data))
        with queries.one_version():
            yield bulletin_of(COUNTY)


@pytest.fixture(scope="module")
def document(bulletin: Bulletin) -> bytes:
    """Return its Word file."""
    return bulletin_document(bulletin)


def texts(content: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)


def charts(content: bytes) -> list[tuple[list[float | None], list[Any]]]:
    """Return the values of each chart's first series, and those of the workbook inside it."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(n for n in archive.namelist() if n.startswith("word/charts/chart")):
            series: Any = etree.fromstring(archive.read(name)).find(
                f".//{C}val/{C}numRef/{C}numCache"
            )
            count = int(series.find(f"{C}ptCount").get("val"))
            drawn: list[float | None] = [None] * count
            for point in series.findall(f"{C}pt"):
                drawn[int(point.get("idx"))] = float(point.findtext(f"{C}v"))
            inner = name.replace("charts/", "embeddings/").replace(".xml", ".xlsx")
            sheet = openpyxl.load_workbook(io.BytesIO(archive.read(inner))).worksheets[0]
            found.append((drawn, [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]))
    return found


def test_the_charts_hold_the_figures_of_the_database(document: bytes, full_data: Path) -> None:
    wanted = [
        stored(
            full_data,
            f"select sum(numerator){division} from indicator_years where county_id = '990101' "
            "and indicator_id = $name and year between 2019 and 2024 group by year order by year",
            {"name": name},
        )
        for name, division in (
            ("proactive_total", ""),
            ("hotline_answer_rate", " / sum(denominator)"),
            ("applications_received_new", ""),
        )
    ]
    drawn = charts(document)
    assert len(drawn) == len(wanted)
    for (values, inside), expected in zip(drawn, wanted, strict=True):
        assert values == pytest.approx([float(value) for (value,) in expected])
        assert inside == pytest.approx(values)


def test_a_year_without_a_figure_is_no_column(bulletin: Bulletin) -> None:
    years = bulletin.by_year["proactive_total"]
    gap = [years[0], years[1] | {"part": None, "units": 0}, *years[2:]]
    document = bulletin_document(
        replace(bulletin, by_year=bulletin.by_year | {"proactive_total": gap})
    )
    values, inside = charts(document)[0]
    assert values[1] is None
    assert inside[1] is None
    assert None not in (values[0], values[2])


def test_an_axis_begins_at_zero(bulletin: Bulletin) -> None:
    with zipfile.ZipFile(io.BytesIO(bulletin_document(bulletin, is_ranked=True))) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/charts/chart")]
        assert len(names) == 5
        for name in names:
            scaling: Any = etree.fromstring(archive.read(name)).find(f".//{C}valAx/{C}scaling")
            assert scaling.find(f"{C}min").get("val") == "0"


def test_who_filed_is_told_as_the_register_and_the_dates_say(
    document: bytes, full_data: Path
) -> None:
    told = texts(document)
    counted = dict(
        stored(
            full_data,
            "select status, count(*) from unit_years where county_id = '990101' and year = 2024 "
            "group by status",
        )
    )
    expected = sum(counted.values())
    filed = expected - counted.get("missing", 0)
    assert f"应报送 {expected} 个单位，已报送 {filed} 个" in told
    late = stored(
        full_data,
        "select township, days_late from unit_years where county_id = '990101' and year = 2024 "
        "and status = 'late'",
    )
    assert late
    assert all(f"{name}（{days} 天）" in told for name, days in late)


def test_a_unit_whose_file_waits_is_not_said_to_be_silent(bulletin: Bulletin) -> None:
    first, *rest = [dict(unit) for unit in bulletin.units]
    waiting = replace(bulletin, units=[first | {"status": "waiting"}, *rest])
    told = texts(bulletin_document(waiting))
    assert f"文件待核收、尚未计入的：{first['township']}。" in told
    assert f"尚未收到 {first['township']}" not in told


def test_a_comparison_says_over_which_units(bulletin: Bulletin, document: bytes) -> None:
    figure = bulletin.indicators["proactive_total"]
    line = next(t for t in texts(document).split("\n") if "与上年比" in t)
    assert f"同口径 {figure['compared']} 个单位" in line


def test_what_no_one_said_is_no_zero(bulletin: Bulletin) -> None:
    unknown = {"part": None, "whole": None, "rate": None, "units": 0, "nil_units": 0,
               "change": None, "rate_change": None}  # fmt: skip
    figure = bulletin.indicators["hotline_received"] | unknown
    told = texts(
        bulletin_document(
            replace(bulletin, indicators=bulletin.indicators | {"hotline_received": figure})
        )
    )
    line = next(text for text in told.split("\n") if text.startswith("12345 热线受理"))
    assert "0" not in line.replace("12345", "")


def test_ranking_is_asked_for_and_leaves_out_few_cases(bulletin: Bulletin, document: bytes) -> None:
    assert "排序" not in texts(document)
    few = [bulletin.hotline[0] | {"rank_group": "few", "rate": 0.5}, *bulletin.hotline[1:]]
    ranked = charts(bulletin_document(replace(bulletin, hotline=few), is_ranked=True))
    ranked_rates = [row["rate"] for row in few if row["rank_group"] == "ranked"]
    assert ranked[3][0] == pytest.approx(sorted(ranked_rates))


def test_a_name_cannot_break_the_file(bulletin: Bulletin) -> None:
    odd = '"><c:v>\x01&'
    unit = bulletin.units[0] | {"township": odd, "status": "late", "days_late": 3}
    content = bulletin_document(replace(bulletin, units=[unit, *bulletin.units[1:]]))
    assert '"><c:v>' in texts(content)


@pytest.mark.office
def test_the_office_program_draws_the_document(bulletin: Bulletin, tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(bulletin_document(bulletin, "【示例数据】", is_ranked=True))
    (drawn,) = converted(tmp_path, [path], ".pdf")
    assert drawn.read_bytes().startswith(b"%PDF")


def test_the_slides_hold_the_sentences_and_the_figures_of_the_document(
    bulletin: Bulletin, document: bytes
) -> None:
    show: Any = Presentation(io.BytesIO(bulletin_slides(bulletin, "【示例】")))
    told = [[s.text_frame.text for s in one.shapes if s.has_text_frame] for one in show.slides]
    assert [titled[0].split()[-1] for titled in told] == [
        "报送与质量", "主动公开", "政务热线", "依申请公开", "各单位报送情况（1/2）",
        "各单位报送情况（2/2）", "各单位主要数字（1/2）", "各单位主要数字（2/2）", "须更正的错误",
        "口径说明",
    ]  # fmt: skip
    assert all(titled[0].startswith("【示例】云溪县2024年度") for titled in told)
    written = texts(document)
    assert all(line in written for line in told[1][1].splitlines())
    drawn = [s.chart.plots[0].series[0].values for one in show.slides for s in one.shapes
             if s.has_chart]  # fmt: skip
    expected = [[row["part"] for row in bulletin.by_year["proactive_total"]],
                [row["rate"] for row in bulletin.by_year["hotline_answer_rate"]]]  # fmt: skip
    for values, wanted in zip(drawn, expected, strict=False):
        assert list(values) == pytest.approx([float(one) for one in wanted])
    assert len(drawn) == 3


def test_the_slides_draw_what_was_chosen_in_that_order(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    chosen = ("permits", "disclosed_rate")
    with queries.one_version():
        found = bulletin_of(COUNTY, chosen)
    show: Any = Presentation(io.BytesIO(bulletin_slides(found, "", Wanted(chosen, ()))))
    titles = [one.shapes.title.text_frame.text.split()[-1] for one in show.slides]
    assert titles[1:-1] == [load().indicators[name].title for name in chosen]
    drawn = [s.chart for one in show.slides for s in one.shapes if s.has_chart]
    values = [list(chart.plots[0].series[0].values) for chart in drawn]
    wanted = [[row["part"] for row in found.by_year["permits"]],
              [row["rate"] for row in found.by_year["disclosed_rate"]]]  # fmt: skip
    assert values == [pytest.approx([float(one) for one in line]) for line in wanted]
    assert drawn[1].value_axis.maximum_scale > 1
    assert len(Presentation(io.BytesIO(bulletin_slides(found, "", Wanted((), ())))).slides) == 2


def test_before_a_merger_it_says_of_which_units_it_speaks(
    full_data: Path, bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    with queries.one_version():
        before = bulletin_of(replace(COUNTY, from_year=2018, to_year=2018))
    told = "各项数字按现在的单位列出，合并前的单位计入现在的单位。"
    assert "按现在的单位计，已报送的" in texts(bulletin_document(before))
    assert told in texts(bulletin_document(before))
    assert told not in texts(bulletin_document(bulletin))


def test_small_totals_and_few_units_are_not_ranked(bulletin: Bulletin) -> None:
    first, second, third, *_ = bulletin.disclosed
    few = [first | {"proactive_total": 9}, *(r | {"proactive_total": 40} for r in (second, third))]
    alone = replace(bulletin, disclosed=few)
    assert list(ranked_disclosed(alone)) == []
    (ranked,) = ranked_disclosed(replace(alone, disclosed=[*few, first | {"proactive_total": 10}]))
    assert ranked.chart.values == (10, 40, 40)
    assert "其中 1 个不足 10 条" in ranked.texts[0]


@pytest.mark.parametrize("write", [report_document, report_page])
def test_a_year_of_an_older_form_has_its_draft_too(
    write: Writer, full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    with queries.one_version():
        selection = replace(COUNTY, from_year=2018, to_year=2018)
        total = county_total.total_of(selection)
        assert len(county_total.draft(write, total, selection, "")) > 3_000
