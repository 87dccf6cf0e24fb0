"""Opens web pages as saved from an office's site: prose as lines, table rows with their own cells.

A row keeps the cells that stand in it, each once: a merged cell is no repeated value.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract.text import decoded

SUFFIXES = (".html", ".htm")
DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
SKIPPED = {"script", "style", "noscript", "template", "head", "nav", "iframe", "object", "svg"}
BLOCKS = {
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table",
    "blockquote", "center", "dd", "dt", "pre", "hr", "ul", "ol", "form", "header", "footer",
}  # fmt: skip
DEEPEST = 400


def lines(content: bytes) -> tuple[Line, ...]:
    """Return a page's lines of prose and its table rows in printed order."""
    text = text_of(content)
    parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False)
    try:
        page = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(
            "网页内容无法解析。", "请在浏览器中重新打开并另存为网页，或复制文字存为文本后重试。"
        ) from error
    found = [piece for piece in pieces(page, 0) if piece]
    return tuple(
        Line(f"第{number}段", " ".join(piece) if isinstance(piece, tuple) else piece,
             piece if isinstance(piece, tuple) else None)
        for number, piece in enumerate(found, 1)
    )  # fmt: skip


def text_of(content: bytes) -> str:
    """Return a page's text in the encoding that it declares, else in one that it is valid in."""
    declared = DECLARED.search(content[:4096])
    name = declared[1].decode("ascii") if declared else ""
    name = "gb18030" if name.lower() in ("gb2312", "gbk") else name
    try:
        codecs.lookup(name)
        return content.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decoded(content)


def pieces(element: html.HtmlElement, depth: int) -> Iterator[str | tuple[str, ...]]:
    """Yield lines of prose and rows of cells below an element."""
    prose: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in SKIPPED or depth > DEEPEST:
            prose.append(child.tail or "")
            continue
        if child.tag not in BLOCKS and child.tag != "tr" and not has_block(child):
            prose.append(child.text_content() + (child.tail or ""))
            continue
        yield joined(prose)
        yield from [row_of(child)] if is_row(child) else pieces(child, depth + 1)
        prose = [child.tail or ""]
    yield joined(prose)


def has_block(element: html.HtmlElement) -> bool:
    """Return whether an inline element holds blocks, as broken pages do."""
    return any(below.tag in BLOCKS or below.tag == "tr" for below in element.iterdescendants())


def is_row(element: html.HtmlElement) -> bool:
    """Return whether an element is a table row that holds no table of its own."""
    return element.tag == "tr" and next(element.iterdescendants("table"), None) is None


def row_of(row: html.HtmlElement) -> tuple[str, ...]:
    """Return the texts of a row's own cells."""
    return tuple(joined([cell.text_content()]) for cell in row if cell.tag in ("td", "th"))


def joined(parts: list[str]) -> str:
    """Return parts of a line as one, its white space folded."""
    return re.sub(r"[\s\xa0]+", " ", "".join(parts)).strip()
