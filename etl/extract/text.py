"""Opens plain text and Markdown: each line as printed, tables written in HTML as their rows."""

from __future__ import annotations

from collections.abc import Iterator

from etl.domain.report import Line
from etl.extract import html
from etl.extract.printed.encodings import decoded
from etl.extract.web_page.in_text import Stretch, is_only_tags, stretches

SUFFIXES = (".txt", ".md")


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a text file, each placed by its number in the file."""
    text = decoded(content)
    found = stretches(text)
    if not any(stretch.is_table for stretch in found):
        return tuple(Line(f"第{n}行", line) for n, line in enumerate(text.splitlines(), 1))
    return tuple(line for stretch in found for line in lines_of(stretch))


def lines_of(stretch: Stretch) -> Iterator[Line]:
    """Yield the lines of a stretch of text, or the rows of a table by where it begins."""
    if stretch.is_table:
        for number, row in enumerate(html.page_lines(stretch.text), 1):
            place = f"第{stretch.line}行的表格第{number}行"
            yield Line(place, row.text, row.cells, row.confidence)
        return
    for number, text in enumerate(stretch.text.splitlines(), stretch.line):
        if not is_only_tags(text):
            yield Line(f"第{number}行", text)
