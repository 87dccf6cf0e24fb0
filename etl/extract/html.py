"""Opens web pages as saved from an office's site: prose as lines, table rows with their own cells.

A row keeps the cells that stand in it, each once: a merged cell is no repeated value.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract.printed.encodings import decoded
from etl.extract.printed.lines import PICTURE, UNREAD_PICTURE, Block, numbered_lines, placed
from etl.extract.web_page.grids import SPANNING, Places, places_in
from etl.extract.web_page.seen import may_hide, settle

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
# What a browser does not print, and what it draws in place of the text inside.
SKIPPED = ("script", "style", "noscript", "template", "head", "nav", "iframe", "datalist")
DRAWN = ("object", "svg", "canvas", "video", "audio", "meter", "progress")
BLOCKS = {
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table",
    "blockquote", "center", "dd", "dt", "pre", "hr", "ul", "ol", "form", "header", "footer",
    "details", "summary", "dialog", "figure", "figcaption", "fieldset", "legend", "main", "aside",
}  # fmt: skip
DEEPEST = 400
# Where a text of a cell ends or begins.
EDGED = frozenset((*BLOCKS, "tr", "td", "th", "option"))
SPACER = ("0", "1", "2", "3")
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# Pictures before the first and behind the last section of a report are those of the site.
SECTION = re.compile("[一二三四五六]、")
SMALLEST_TABLE = 60


def lines(content: bytes) -> tuple[Line, ...]:
    """Return a page's lines of prose and its table rows in printed order."""
    return page_lines(text_of(content))


def page_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a page, or a part of one, whose text is known."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    unreadable = UnreadableFile(
        "网页内容无法解析。", "请在浏览器中重新打开并另存为网页，或复制文字存为文本后重试。"
    )
    try:
        page = etree.fromstring(DECLARATION.sub("", text), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise unreadable from error
    # A page of nothing but a comment or a declaration has no root.
    if page is None:
        raise unreadable
    if may_hide(text):
        settle(page)
    etree.strip_elements(page, *SKIPPED, with_tail=False)
    for drawn in page.iter(*DRAWN):
        drawn.text = None
        del drawn[:]
    for picture in filter(is_large, list(page.iter("img"))):
        picture.tag, picture.text = "p", PICTURE
    places = places_in(page, cell_text) if any(sign in text for sign in SPANNING) else {}
    found = (piece for piece in pieces(page, places, 0) if piece)
    blocks = [piece if isinstance(piece, tuple) else (piece,) for piece in found]
    headed = [n for n, block in enumerate(blocks) if SECTION.match(block[0])] or [len(blocks)]
    return numbered_lines(
        block for n, block in enumerate(blocks) if block != (PICTURE,) or headed[0] < n < headed[-1]
    )


def is_large(picture: etree._Element) -> bool:
    """Return whether a picture may be one of a table: none in a cell, none said to be small."""
    sizes = [picture.get(side, "").removesuffix("px") for side in ("width", "height")]
    is_small = any(size.isdigit() and int(size) < SMALLEST_TABLE for size in sizes)
    return not is_small and next(picture.iterancestors("td", "th"), None) is None


def text_of(content: bytes) -> str:
    """Return a page's text in the encoding that it declares, else in one that it is valid in."""
    if content.startswith(codecs.BOM_UTF8):
        return decoded(content)
    declared = DECLARED.search(content[:4096])
    name = declared[1].decode("ascii") if declared else ""
    name = "gb18030" if name.lower() in ("gb2312", "gbk") else name
    try:
        codecs.lookup(name)
        return content.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decoded(content)


def pieces(element: etree._Element, places: Places, depth: int) -> Iterator[str | Block]:
    """Yield lines of prose and rows of cells below an element; `places` are those of some cells."""
    prose: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag
        if depth > DEEPEST:
            prose.append(child.tail or "")
            continue
        if tag not in EDGED and not has_block(child):
            prose += [*child.itertext(), child.tail or ""]
            continue
        yield joined(prose)
        if tag == "tr" and is_row(child):
            yield placed(row_of(child), places.get(child, ()))
        else:
            yield from pieces(child, places, depth + 1)
        prose = [child.tail or ""]
    yield joined(prose)


def has_block(element: etree._Element) -> bool:
    """Return whether an inline element holds blocks, as broken pages do."""
    return len(element) > 0 and any(inner.tag in EDGED for inner in element.iterdescendants())


def is_row(element: etree._Element) -> bool:
    """Return whether a table row holds no table but frames of one cell."""
    inner = element.iterdescendants("table")
    return all(len(list(islice(table.iterdescendants("td", "th"), 2))) < 2 for table in inner)


def row_of(row: etree._Element) -> tuple[str, ...]:
    """Return the texts of a row's own cells; a picture in place of a text is told."""
    cells = list(row.iterchildren("td", "th"))
    texts = [cell_text(cell) for cell in cells]
    if not any(texts) or all(texts):
        return tuple(texts)
    return tuple(
        text or (UNREAD_PICTURE if is_picture(cell) else "")
        for text, cell in zip(texts, cells, strict=True)
    )


def is_picture(cell: etree._Element) -> bool:
    """Return whether a cell shows a picture that is more than a spacer."""
    drawn = cell.iterdescendants("img", "svg", "canvas", "object", "embed")
    sizes = [drawing.get(side, "") for drawing in drawn for side in ("width", "height")]
    return bool(sizes) and not any(size.removesuffix("px") in SPACER for size in sizes)


def cell_text(cell: etree._Element) -> str:
    """Return what a cell prints, its paragraphs and broken lines apart."""
    if not has_block(cell):
        return joined([*cell.itertext()])
    parts: list[str] = []
    take_texts(cell, parts, 0)
    lines = [joined([line]) for line in "".join(parts).split("\n")]
    return "\n".join(filter(None, lines))


def take_texts(element: etree._Element, parts: list[str], depth: int) -> None:
    """Add the texts of an element in order, a line break at either side of a block."""
    parts.append((element.text or "").replace("\n", " "))
    for child in element:
        if depth < DEEPEST:
            edge = "\n" if child.tag in EDGED else ""
            parts.append(edge)
            take_texts(child, parts, depth + 1)
            parts.append(edge)
        parts.append((child.tail or "").replace("\n", " "))


def joined(parts: list[str]) -> str:
    """Return parts of a line as one, its white space folded."""
    return " ".join("".join(parts).split())
