"""Slides have tables that go on from slide to slide, charts of the year, an office's look."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm, Pt

from dashboard import queries
from dashboard.components.letters.slides_form import usable_slides
from dashboard.exports.bulletin import (
    RANKED_CHARTS,
    YEAR_CHARTS,
    Bulletin,
    Wanted,
    bulletin_of,
    bulletin_slides,
)
from dashboard.exports.bulletin.listings import LISTINGS, TO_MEND
from etl.domain.errors import ReportError
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


def opened(content: bytes) -> Any:
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
    show = opened(bulletin_slides(large, "", Wanted(())))
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
    (found,) = tables(opened(bulletin_slides(none, "", Wanted((), ("errors",)))))
    assert found[1] == [list(TO_MEND), ["没有", "", "", ""]]


def test_what_the_pages_show_of_the_year_is_drawn(bulletin: Bulletin) -> None:
    show = opened(bulletin_slides(bulletin, "", Wanted(tuple(YEAR_CHARTS), ())))
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
        for slide in opened(bulletin_slides(bulletin, "", wanted)).slides
    )
    large = many(bulletin, 60)
    show = opened(bulletin_slides(large, "", replace(wanted, is_ranked=True)))
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


def template(*covers: str, change: Callable[[Any], object] = lambda _: None) -> bytes:
    show: Any = Presentation()
    show.slide_width, show.slide_height = Cm(25.4), Cm(19.05)
    for cover in covers:
        slide = show.slides.add_slide(show.slide_layouts[0])
        slide.shapes.title.text_frame.text = cover
    change(show)
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(template())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return buffer.getvalue()


def as_macros() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as given, zipfile.ZipFile(made, "w") as out:
        for name in given.namelist():
            changed = given.read(name).replace(
                b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
                b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            )
            out.writestr(name, changed)
    return made.getvalue()


def elsewhere(show: Any) -> None:
    show.part.relate_to("file:///x.potx", "a/image", is_external=True)


def running(show: Any) -> None:
    shape = show.slide_masters[0].shapes[0]
    shape.click_action.hyperlink.address = "https://example.org"
    next(shape._element.iter("{*}hlinkClick")).set("action", "ppaction://program")


def without_titles(show: Any) -> None:
    for layout in show.slide_layouts:
        for one in list(layout.placeholders):
            one._element.getparent().remove(one._element)


def too_low(show: Any) -> None:
    show.slide_height = Cm(8)


def test_an_own_template_lends_its_size_cover_and_look(bulletin: Bulletin) -> None:
    own = base64.b64decode(usable_slides("县府.pptx", template("{标题}")))
    show = opened(bulletin_slides(bulletin, "", Wanted(), own))
    assert show.slide_width == Cm(25.4)
    cover, first, *_ = show.slides
    assert cover.shapes.title.text_frame.text == "云溪县2024年度 政府信息公开工作年度报告通报"
    assert first.shapes.title.text_frame.text == "云溪县2024年度 报送与质量"
    for slide in list(show.slides)[1:]:
        for shape in slide.shapes:
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
        assert all(one.placeholder_format.idx == 0 for one in slide.placeholders)
    fonts = {
        run.font.name for slide in show.slides for shape in slide.shapes if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
    }  # fmt: skip
    assert fonts == {None}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html>", "已损坏"),
        (b"x" * (2 * 1024 * 1024 + 1), "超过 2 MB"),
        (template("{标题}", "第二页"), "2 页幻灯片"),
        (template("某县"), "封面上没有写明标题"),
        (as_macros(), "宏"),
        (with_part("ppt/vbaProject.bin", b"x"), "宏"),
        (with_part("ppt/embeddings/a.xlsx", b"x"), "嵌入的对象"),
        (with_part("ppt/large.xml", b" " * 30_000_000), "解压后过大"),
        (with_part("ppt/x.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "外部的文件"),
        (template(change=elsewhere), "外部的文件"),
        (template(change=running), "外部的文件"),
        (template(change=without_titles), "没有带标题的版式"),
        (template(change=too_low), "放不下"),
    ],
    ids=["no slides", "large", "two slides", "no place", "macros", "macro part", "object", "bomb",
         "entity", "elsewhere", "program", "no title", "too low"],
)  # fmt: skip
def test_a_hostile_or_useless_template_is_refused_in_words(content: bytes, told: str) -> None:
    with pytest.raises(ReportError) as refused:
        usable_slides("模板.pptx", content)
    assert told in str(refused.value)


@pytest.mark.office
def test_the_office_program_opens_the_slides(bulletin: Bulletin, tmp_path: Path) -> None:
    path = tmp_path / "汇报.pptx"
    path.write_bytes(bulletin_slides(bulletin, "【示例数据】", Wanted(EVERYTHING, is_ranked=True)))
    (drawn,) = converted(tmp_path, [path], ".pdf")
    assert drawn.read_bytes().startswith(b"%PDF")
