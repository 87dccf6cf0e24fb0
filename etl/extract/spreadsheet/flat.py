"""Opens the XML that web systems hand out as Excel files (XML Spreadsheet 2003)."""

from __future__ import annotations

from lxml import etree

from etl.extract.spreadsheet.number_formats import shown
from etl.extract.spreadsheet.package import BROKEN
from etl.extract.spreadsheet.sheets import MOST_CELLS, Sheet
from etl.extract.spreadsheet.styles import whole

SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"


def sheets_in(content: bytes) -> list[Sheet]:
    """Return the sheets that are not hidden; raise UnreadableFile for a damaged workbook."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise BROKEN from error
    codes = {
        style.get(f"{SPACE}ID", ""): entry.get(f"{SPACE}Format", "General")
        for style in root.iter(f"{SPACE}Style")
        for entry in style.iterchildren(f"{SPACE}NumberFormat")
    }
    return [sheet_of(sheet, codes) for sheet in root.iter(f"{SPACE}Worksheet")]


def sheet_of(found: etree._Element, codes: dict[str, str]) -> Sheet:
    """Return one sheet with its texts as they are shown."""
    sheet = Sheet(found.get(f"{SPACE}Name", ""))
    at = -1
    for row in found.iter(f"{SPACE}Row"):
        at = whole(row.get(f"{SPACE}Index")) - 1 if row.get(f"{SPACE}Index") else at + 1
        if row.get(f"{SPACE}Hidden") == "1":
            sheet.hidden_rows.add(at)
        column = -1
        for cell in row.iterchildren(f"{SPACE}Cell"):
            index = cell.get(f"{SPACE}Index")
            column = whole(index) - 1 if index else column + 1
            text = shown_in(cell, codes)
            if text and len(sheet.cells) < MOST_CELLS:
                sheet.cells[at, column] = text
            across, down = (whole(cell.get(f"{SPACE}Merge{way}")) for way in ("Across", "Down"))
            if across or down:
                sheet.merged.append(((at, column), (at + down, column + across)))
            column += across
    return sheet


def shown_in(cell: etree._Element, codes: dict[str, str]) -> str:
    """Return what a cell shows."""
    data = cell.find(f"{SPACE}Data")
    if data is None:
        return ""
    text = "".join(str(part) for part in data.itertext())
    if data.get(f"{SPACE}Type") == "Number":
        return shown(text, codes.get(cell.get(f"{SPACE}StyleID", ""), "General"))
    return text.strip()
