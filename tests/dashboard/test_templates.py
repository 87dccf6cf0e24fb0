"""An office's own Word template: its look is taken, and a hostile one is refused in words."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.data.office.templates import template_content
from dashboard.exports.county_report import county_total, report_document
from dashboard.exports.notice import document
from dashboard.exports.notice.paper import tried
from etl.domain.errors import ReportError
from tests.dashboard.test_correction_notices import FINDING, SENDER, only
from tests.packages import with_part

HEAD = "青禾县政务公开办公室文件"

ENTITY = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"


def template(*texts: str, change: Callable[[Any], object] = lambda _: None) -> bytes:
    paper: Any = Document()
    section = paper.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(35), Mm(35)
    section.header.paragraphs[0].text = "内部资料"
    section.footer.paragraphs[0].text = "青禾县印"
    paper.styles["Normal"].font.size = Pt(16)
    for text in texts:
        paper.add_paragraph(text)
    change(paper)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def field(code: str) -> Callable[[Any], object]:
    def change(paper: Any) -> None:
        run = paper.sections[0].header.paragraphs[0].add_run()
        for piece in (code[:2], code[2:]):
            run._r.append(run._r.makeelement(qn("w:instrText"), {}))
            run._r[-1].text = piece

    return change


def elsewhere(paper: Any) -> None:
    paper.part.relate_to("file:///x.dotm", "a/attachedTemplate", is_external=True)


def element(tag: str) -> Callable[[Any], object]:
    return lambda paper: paper.settings.element.append(OxmlElement(tag))


def carried(paper: Any) -> None:
    part = Part(PackURI("/word/media/x.png"), "image/png", b"MZ", paper.part.package)
    paper.part.relate_to(part, "a/relationships/oleObject")


def two_fields(paper: Any) -> None:
    for code in ("HYPER", "LINK Excel.Sheet.8 x"):
        one: Any = OxmlElement("w:fldSimple")
        one.set(qn("w:instr"), code)
        paper.sections[0].header.paragraphs[0]._p.append(one)


def as_character_style(paper: Any) -> None:
    paper.styles.add_style("表格文字", WD_STYLE_TYPE.CHARACTER)


def too_narrow(paper: Any) -> None:
    paper.sections[0].right_margin = Mm(160)


@pytest.mark.parametrize("change", [as_character_style, too_narrow])
def test_a_template_that_cannot_be_written_on_is_refused_when_it_is_brought(
    change: Callable[[Any], object],
) -> None:
    with pytest.raises(ReportError, match="模板"):
        tried(template_content("模板.docx", template(change=change)))


def test_an_empty_line_below_the_place_of_the_text_is_no_text() -> None:
    assert tried(template_content("文头.docx", template(HEAD, "{正文}", "")))


def test_the_documents_take_page_fonts_and_letter_head_of_the_template() -> None:
    own = base64.b64decode(template_content("文头.docx", template(HEAD, "{正文}")))
    sender = replace(SENDER, template=own, is_sample=True)
    notice = Document(io.BytesIO(document(only([FINDING], sender=sender))))
    total = county_total("青禾县", 2024, [], [])
    report = Document(io.BytesIO(report_document(total, [], "", own)))
    papers: list[Any] = [notice, report]
    for paper in papers:
        section = paper.sections[0]
        assert abs(section.left_margin - Mm(35)) < Pt(1)
        assert paper.styles["Normal"].font.size == Pt(16)
        assert paper.paragraphs[0].text == HEAD
        assert "{正文}" not in "".join(p.text for p in paper.paragraphs)
        assert section.header.paragraphs[0].text == "内部资料"
        assert [p.text for p in section.footer.paragraphs] == ["青禾县印"]
        assert sum(column.width or 0 for column in paper.tables[0].columns) <= Mm(141)
    assert "请勿发出" in notice.sections[0].header.paragraphs[-1].text


def test_an_empty_template_lends_its_look_alone() -> None:
    own = base64.b64decode(template_content("空.docx", template("")))
    paper = Document(io.BytesIO(document(only([FINDING], sender=replace(SENDER, template=own)))))
    assert paper.paragraphs[0].text == "政府信息公开工作年度报告退回修改单"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html>", "模板已损坏"),
        (b"x" * (1024 * 1024 + 1), "超过 1 MB"),
        (template(HEAD), "没有写明正文放在哪里"),
        (template("{正文}", HEAD), "后面没有文字"),
        (template(change=field("DDEAUTO cmd")), "外部的文件或程序"),
        (template(change=field("INCLUDEPICTURE http://192.0.2.1/a")), "外部的文件或程序"),
        (with_part(template(), "word/vbaProject.bin", b"x"), "宏"),
        (with_part(template(), "word/large.xml", b" " * 30_000_000), "解压后过大"),
        (with_part(template(), "word/x.xml", ENTITY), "外部的文件或程序"),
        (template(change=elsewhere), "外部的文件或程序"),
        (template(change=element("w:mailMerge")), "外部的文件或程序"),
        (template(change=carried), "外部的文件或程序"),
        (template(change=two_fields), "外部的文件或程序"),
        (with_part(template(), "word/x.dat", b"<a TargetMode='External'/>"), "外部的文件或程序"),
    ],
    ids=["no Word", "large", "no place", "text behind", "dde", "fetching", "macro", "bomb",
         "entity", "elsewhere", "mail merge", "object as picture", "two fields", "other ending"],
)  # fmt: skip
def test_a_hostile_or_useless_template_is_refused_in_words(content: bytes, told: str) -> None:
    with pytest.raises(ReportError) as refused:
        template_content("模板.docx", content)
    assert told in str(refused.value)
