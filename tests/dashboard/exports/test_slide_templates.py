"""An office's own template of slides: its look is taken, and a hostile one is refused in words."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Cm

from dashboard.components.letters.slides_form import usable_slides
from dashboard.exports.bulletin import Bulletin, Wanted, bulletin_slides
from etl.domain.errors import ReportError
from tests.dashboard.exports.test_slides import bulletin, presented
from tests.packages import with_part

__all__ = ["bulletin"]

ENTITY = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"


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
    show = presented(bulletin_slides(bulletin, "", Wanted(), own))
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
        (with_part(template(), "ppt/vbaProject.bin", b"x"), "宏"),
        (with_part(template(), "ppt/embeddings/a.xlsx", b"x"), "嵌入的对象"),
        (with_part(template(), "ppt/large.xml", b" " * 30_000_000), "解压后过大"),
        (with_part(template(), "ppt/x.xml", ENTITY), "外部的文件"),
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
