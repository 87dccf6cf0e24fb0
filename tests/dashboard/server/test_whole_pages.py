"""Every page as one Word file, fetched as a reader does: what stands below closed tabs is in it."""

from __future__ import annotations

import asyncio
import io
from urllib.parse import quote

import pytest
from docx import Document
from docx.document import Document as Paper

from tests.readers import Reader

pytestmark = pytest.mark.browser


def taken(address: str, page: str, query: str = "") -> Paper:
    """Return a page as it is taken along in Word."""
    return asyncio.run(fetched(address, page, query))


async def fetched(address: str, page: str, query: str) -> Paper:
    async with Reader(address) as reader:
        assert (await reader.run(page, query)).failures == ()
        assert (await reader.download("page_pdf")).startswith(b"%PDF")
        return Document(io.BytesIO(await reader.download("page_word")))


def headings(paper: Paper) -> list[str]:
    return [line.text for line in paper.paragraphs if line.runs and line.runs[0].bold]


def test_all_tables_of_the_county_go_along(address: str) -> None:
    paper = taken(address, "county_total")
    sizes = [(len(table.rows), len(table.columns)) for table in paper.tables]
    assert sizes[:3] == [(7, 6), (26, 8), (4, 6)]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("", ("报送情况 · 按年度", "总览 · 主要数字", "报送情况 · 逐个单位")),
        ("hotline", ("热线办理 · 按乡镇", "热线办理 · 按年度")),
        ("applications", ("依申请公开 · 办理结果", "依申请公开 · 填报情况")),
        ("township", ("乡镇档案 · 各年", "乡镇档案 · 报送", "问题清单 · 按原因", "读取存疑")),
        ("quality", ("读取存疑",)),
        ("submissions", ("报送进度 · 逐年", "报送进度 · 按年度")),
    ],
)
def test_tables_of_closed_tabs_go_along(address: str, page: str, told: tuple[str, ...]) -> None:
    assert set(told) <= set(headings(taken(address, page)))


def test_what_is_looked_through_goes_along_as_far_as_it_is_shown(address: str) -> None:
    paper = taken(address, "details")
    assert any("预览第 1–100 行，共 " in line.text for line in paper.paragraphs)
    assert len(paper.tables[0].rows) == 101
    found = taken(address, "search", f"q={quote('政务公开')}")
    assert "搜索到的句子" in headings(found)
    assert "政务公开" in found.tables[-1].rows[1].cells[3].text
