"""The same form gives the same cells in every format that keeps its cells apart."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from etl import extract
from etl.domain.errors import UnreadableFile
from etl.transform import parse
from tests import printing
from tests.forms import LARGE, forms

FORMATS = ("html", "docx", "xlsx")


def content_of(edition: str, values: dict[str, str], format_: str) -> tuple[str, bytes]:
    if format_ == "html":
        return "form.html", printing.as_html(edition, values)
    if format_ == "docx":
        return "form.docx", printing.as_docx(edition, values)
    return "form.xlsx", printing.as_xlsx(edition, values)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=15, deadline=None, suppress_health_check=LARGE)
@given(form=forms())
def test_a_printed_form_comes_back_cell_by_cell(
    format_: str, form: tuple[str, dict[str, str]]
) -> None:
    edition, values = form
    name, content = content_of(edition, values, format_)
    with tempfile.TemporaryDirectory() as folder:
        report = parse(extract.read(printing.written(Path(folder), name, content)))
    assert report.edition == edition
    assert {c.address: c.raw for c in report.cells} == values


def test_a_page_in_gbk_that_says_so_is_read(tmp_path: Path) -> None:
    page = "<meta charset='gb2312'><p>清水镇2023年政府信息公开工作年度报告</p><p>主动公开信息8条。"
    path = printing.written(tmp_path, "page.html", page.encode("gb18030"))
    report = parse(extract.read(path))
    assert (report.identity.township, report.identity.year) == ("清水镇", 2023)


def test_scripts_and_styles_of_a_page_are_no_text(tmp_path: Path) -> None:
    page = "<p>清水镇2023年年报</p><script>主动公开信息8条。</script><style>p{}</style>"
    report = parse(extract.read(printing.written(tmp_path, "page.html", page.encode())))
    assert report.figures == ()


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"not a package"])
def test_a_broken_word_file_is_rejected_with_a_hint(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"另存为 \.docx"):
        extract.read(printing.written(tmp_path, "broken.docx", content))


@pytest.mark.parametrize("page", ["<!-- 空 -->", "<!DOCTYPE html>", '<?xml version="1.0"?>', " "])
def test_a_page_of_nothing_is_refused_in_words(tmp_path: Path, page: str) -> None:
    path = tmp_path / "空.html"
    path.write_text(page, "utf-8")
    with pytest.raises(UnreadableFile):
        extract.read(path)
