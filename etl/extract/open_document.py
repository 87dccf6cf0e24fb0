"""Opens OpenDocument texts (.odt) and workbooks (.ods), packed or flat, as they are shown."""

from __future__ import annotations

from etl.domain.report import Line
from etl.extract.open_document_files.lists import lists_of
from etl.extract.open_document_files.looks import looks_of, named
from etl.extract.open_document_files.package import BROKEN, trees_of
from etl.extract.open_document_files.sheets import sheets_in
from etl.extract.open_document_files.story import Story, controls_in
from etl.extract.printed.lines import numbered_lines
from etl.extract.spreadsheet.sheets import sheet_lines

SUFFIXES = (".odt", ".ott", ".fodt", ".ods", ".ots", ".fods")
TEXT, WORKBOOK = named("office:text"), named("office:spreadsheet")


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the paragraphs and table rows of a text, or the rows of every sheet."""
    root, styles = trees_of(content)
    story = Story(looks_of(styles, root), lists_of(styles, root), controls_in(root))
    body = next(root.iter(TEXT, WORKBOOK), None)
    if body is None:
        raise BROKEN
    if body.tag == TEXT:
        return numbered_lines(story.blocks(body))
    return tuple(line for sheet in sheets_in(body, story) for line in sheet_lines(sheet))
