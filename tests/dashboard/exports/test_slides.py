"""Slides have tables that go on from slide to slide, charts of the year, an office's look."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from dashboard import queries
from dashboard.exports.bulletin import (
    RANKED_CHARTS,
    YEAR_CHARTS,
    Bulletin,
    Wanted,
    bulletin_of,
    bulletin_slides,
)
from dashboard.exports.bulletin.listings import LISTINGS, TO_MEND
from tests.dashboard.conftest import Open
from tests.dashboard.exports.test_bulletin import COUNTY
from tests.documents import converted

EVERYTHING = (*YEAR_CHARTS, *RANKED_CHARTS)


@pytest.fixture(scope="module")
def bulletin(full_data: Path) -> Iterator[Bulletin]:
    """Return the figures of the sample county, with those of the year's charts."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("GONGKAI_DATA", str(full_data))
        with queries.one_version():
            yield bulletin_of(COUNTY, EVERYTHING)


def presented(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def tables(show: Any) -> list[tuple[str, list[list[str]], int]]:
    """Return the title, rows and bottom of each table."""
    return [
        (
            slide.shapes.title.text_frame.text,
            [[cell.text for cell in row.cells] for row in shape.table.rows],
            shape.top + sum(row.height for row in shape.table.rows),
        )
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_table
    ]


def many(bulletin: Bulletin, number: int) -> Bulletin:
    """Return a bulletin of so many units more, each with an error of long words."""
    names = [f"第{n}云溪湖畔历史文化街道" for n in range(number)]
    finding = next(row for row in bulletin.findings if row["severity"] == "error")
    long = finding | {"formula": "12 ≠ 4 + 5 + 4；" * 8}
    return replace(
        bulletin,
        units=[*bulletin.units, *({**bulletin.units[0], "township": name} for name in names)],
        disclosed=[
            *bulletin.disclosed, *({**bulletin.disclosed[0], "township": name} for name in names),
        ],
        townships=bulletin.townships | {name: 100 + n for n, name in enumerate(names)},
        findings=[*bulletin.findings, *({**long, "township": name} for name in names)],
    )  # fmt: skip


def test_tables_go_on_with_their_headings_and_lose_no_row(bulletin: Bulletin) -> None:
    large = many(bulletin, 60)
    show = presented(bulletin_slides(large, "", Wanted(())))
    for make in LISTINGS.values():
        listing = make(large)
        found = [(rows, end) for title, rows, end in tables(show) if f" {listing.title}" in title]
        assert len(found) > 2
        assert all(tuple(rows[0]) == listing.headings for rows, _ in found)
        written = [tuple(row) for rows, _ in found for row in rows[1:]]
        assert written == listing.rows
        assert all(end <= show.slide_height for _, end in found)
    sizes = {
        run.font.size
        for slide in show.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for run in cell.text_frame.paragraphs[0].runs
    }
    assert sizes == {Pt(14)}


def test_no_error_is_a_table_that_says_so(bulletin: Bulletin) -> None:
    none = replace(bulletin, findings=[])
    (found,) = tables(presented(bulletin_slides(none, "", Wanted((), ("errors",)))))
    assert found[1] == [list(TO_MEND), ["没有", "", "", ""]]


def test_what_the_pages_show_of_the_year_is_drawn(bulletin: Bulletin) -> None:
    show = presented(bulletin_slides(bulletin, "", Wanted(tuple(YEAR_CHARTS), ())))
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    drawn = [
        dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
        for chart in charts
    ]
    assert len(drawn) == 3
    fields = {row["label"]: float(row["value"]) for row in bulletin.parts}
    assert drawn[0] == fields
    known = [v for name, v in drawn[0].items() if name not in ("未归类", "未说明类别")]
    assert known == sorted(known)
    channels = {f"{r['label']} {r['units']}个单位": float(r["value"]) for r in bulletin.channels}
    assert drawn[1].items() <= channels.items()
    assert bulletin.outcomes is not None
    assert drawn[2]["予以公开"] == float(bulletin.outcomes["disclosed"])


def test_units_are_ranked_only_where_that_is_asked_for(bulletin: Bulletin) -> None:
    wanted = Wanted(tuple(RANKED_CHARTS), ())
    assert "排序" not in "".join(
        slide.shapes.title.text_frame.text
        for slide in presented(bulletin_slides(bulletin, "", wanted)).slides
    )
    large = many(bulletin, 60)
    show = presented(bulletin_slides(large, "", replace(wanted, is_ranked=True)))
    charts = [
        shape.chart for slide in show.slides for shape in slide.shapes
        if shape.has_chart and "数量排序" in slide.shapes.title.text_frame.text
    ]  # fmt: skip
    drawn = [list(chart.plots[0].series[0].values)[::-1] for chart in charts]
    told = [row["proactive_total"] for row in large.disclosed if row["proactive_total"] > 0]
    assert len(drawn) > 2
    assert max(len(values) for values in drawn) <= 20
    assert [v for values in drawn for v in values] == sorted(map(float, told), reverse=True)
    assert len({chart.value_axis.maximum_scale for chart in charts}) == 1


@pytest.mark.office
def test_the_office_program_opens_the_slides(bulletin: Bulletin, tmp_path: Path) -> None:
    path = tmp_path / "汇报.pptx"
    path.write_bytes(bulletin_slides(bulletin, "【示例数据】", Wanted(EVERYTHING, is_ranked=True)))
    (drawn,) = converted(tmp_path, [path], ".pdf")
    assert drawn.read_bytes().startswith(b"%PDF")


def test_the_page_offers_rankings_to_draw_where_they_are_asked_for(
    full_data: Path, opened: Open
) -> None:
    app = opened(full_data, "county_total", county="云溪县")
    assert not app.exception

    def choice() -> Any:
        return next(one for one in app.multiselect if one.label == "画哪些图")

    assert "主动公开的领域（当年，按条数）" in choice().options
    assert not any("排序（当年）" in name for name in choice().options)
    box = next(one for one in app.checkbox if "排序" in one.label)
    app = box.check().run()
    chosen = choice().set_value(["year.fields", "year.ranked_hotline"]).run()
    assert not chosen.exception
    assert choice().value == ["year.fields", "year.ranked_hotline"]
    app = next(one for one in app.checkbox if "排序" in one.label).uncheck().run()
    assert not app.exception
    assert choice().value == ["year.fields"]
