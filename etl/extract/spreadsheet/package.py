"""Opens the package of an Excel workbook (.xlsx): its sheets as they are shown."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from etl.domain.errors import UnreadableFile
from etl.extract.printed.lines import UNREAD_PICTURE
from etl.extract.spreadsheet.conditions import MAY_BE_HIDDEN, hidden_cells, hiding_formats
from etl.extract.spreadsheet.formulas import Spot, computed, number_in, spot_of
from etl.extract.spreadsheet.number_formats import shown
from etl.extract.spreadsheet.sheets import MOST_CELLS, NOT_COMPUTED, Sheet
from etl.extract.spreadsheet.styles import NO, Style, styles_in, text_of, unescaped, whole

LARGEST_PART = 40 * 1024 * 1024
LARGEST_PACKAGE = 200 * 1024 * 1024
MOST_SHEETS = 100
CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
IN_CELL_PICTURE = "DISPIMG("
DAMAGED = (
    zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, EOFError, OSError, ValueError,
    NotImplementedError, etree.XMLSyntaxError,
)  # fmt: skip
BROKEN = UnreadableFile(
    "Excel 文件已损坏、加了密码，或并不是 Excel 文件。",
    "请用 Excel 或 WPS 打开原件，取消密码后另存为 .xlsx 重试。",
)


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share."""

    strings: tuple[str, ...]
    styles: tuple[Style, ...]
    epoch: int
    is_uncomputed: bool
    hiding: tuple[bool, ...]


def sheets_in(content: bytes) -> list[Sheet]:
    """Return the sheets that are not hidden; raise UnreadableFile for a damaged workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            refuse_large(package)
            return list(sheets_of(package))
    except DAMAGED as error:
        raise BROKEN from error


def refuse_large(package: zipfile.ZipFile) -> None:
    """Refuse a package that unpacks to more than any report needs."""
    if sum(part.file_size for part in package.infolist()) > LARGEST_PACKAGE:
        raise UnreadableFile("Excel 文件解压后过大。", "请确认文件是否正常。")


def sheets_of(package: zipfile.ZipFile) -> Iterator[Sheet]:
    """Yield the sheets of a package in their order."""
    main = next(
        (t for kind, _, t in relations(package, "") if kind == "officeDocument"), "xl/workbook.xml"
    )
    root = parsed(package, main)
    targets = relations(package, main)
    by_kind = {kind: target for kind, _, target in targets}
    strings = optional(package, by_kind.get("sharedStrings", ""))
    properties, calculated = root.find("{*}workbookPr"), root.find("{*}calcPr")
    is_early = properties is not None and properties.get("date1904") in ("1", "true")
    styles = optional(package, by_kind.get("styles", ""))
    book = Book(
        tuple(map(text_of, strings.iterchildren("{*}si"))) if strings is not None else (),
        styles_in(styles),
        1904 if is_early else 1900,
        calculated is not None and calculated.get("fullCalcOnLoad") in ("1", "true"),
        hiding_formats(styles),
    )
    names = {key: target for _, key, target in targets}
    for entry in list(root.iter("{*}sheet"))[:MOST_SHEETS]:
        key = next((v for k, v in entry.attrib.items() if str(k).endswith("}id")), "")
        if (
            entry.get("state", "visible") == "visible"
            and names.get(str(key), "") in package.namelist()
        ):
            yield sheet_of(package, names[str(key)], entry.get("name", ""), book)


def parsed(package: zipfile.ZipFile, name: str) -> etree._Element:
    """Return a part of a package as a tree; its size is bounded, entities are never resolved."""
    if package.getinfo(name).file_size > LARGEST_PART:
        raise UnreadableFile("Excel 文件解压后过大。", "请确认文件是否正常。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(package.read(name), parser)


def optional(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Return a part of a package, None where it has none of that name."""
    return parsed(package, name) if name in package.namelist() else None


def relations(package: zipfile.ZipFile, main: str) -> list[tuple[str, str, str]]:
    """Return (kind, name, target) of each relation of a part."""
    folder, name = posixpath.split(main)
    root = optional(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    found = []
    for entry in () if root is None else root.iterchildren("{*}Relationship"):
        kind = entry.get("Type", "").rpartition("/")[2]
        target = entry.get("Target", "")
        whole_name = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        found.append((kind, entry.get("Id", ""), posixpath.normpath(whole_name)))
    return found


def sheet_of(package: zipfile.ZipFile, part: str, name: str, book: Book) -> Sheet:
    """Return one sheet with its texts as they are shown."""
    root = parsed(package, part)
    sheet = Sheet(name)
    for column in root.iter("{*}col"):
        if column.get("hidden") in ("1", "true") or column.get("width") in ("0", "0.0"):
            last = min(whole(column.get("max")), 16_384)
            sheet.hidden_columns |= set(range(whole(column.get("min")) - 1, last))
    stored = stored_in(root, sheet)
    shown_cells = ((spot, shown_in(cell, stored, book)) for spot, cell in stored.items())
    sheet.cells = {spot: text for spot, text in shown_cells if text}
    hide_figures(root, sheet, stored, book)
    for entry in root.iter("{*}mergeCell"):
        ends = [CELL_NAME.fullmatch(end) for end in entry.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            first, last = (spot_of(end[1], end[2]) for end in ends if end)
            sheet.merged.append((first, last))
    add_drawings(package, part, sheet)
    return sheet


def hide_figures(
    root: etree._Element, sheet: Sheet, stored: dict[Spot, etree._Element], book: Book
) -> None:
    """Leave out zeros that the sheet does not show, and figures that conditions hide."""
    view = root.find("{*}sheetViews/{*}sheetView")
    has_zeros = view is None or view.get("showZeros", "1") not in NO
    if has_zeros and not any(book.hiding):
        return
    numbers = {
        spot: number for spot in sheet.cells
        if (cell := stored[spot]).get("t", "n") == "n"
        and (number := number_in(cell.findtext("{*}v") or "")) is not None
    }  # fmt: skip
    for spot, is_sure in hidden_cells(root, book.hiding, numbers).items():
        sheet.cells[spot] = "" if is_sure else MAY_BE_HIDDEN
    for spot in numbers if not has_zeros else ():
        if numbers[spot] == 0:
            sheet.cells[spot] = ""


def stored_in(root: etree._Element, sheet: Sheet) -> dict[Spot, etree._Element]:
    """Return the cells of a sheet by their place, and note which rows are hidden."""
    stored: dict[Spot, etree._Element] = {}
    for number, row in enumerate(root.iter("{*}row")):
        at = whole(row.get("r")) - 1 if row.get("r") else number
        if row.get("hidden") in ("1", "true") or row.get("ht") in ("0", "0.0"):
            sheet.hidden_rows.add(at)
        for column, cell in enumerate(row.iterchildren("{*}c")):
            if len(cell):
                match = CELL_NAME.fullmatch(cell.get("r", ""))
                stored[spot_of(match[1], match[2]) if match else (at, column)] = cell
        if len(stored) > MOST_CELLS:
            raise UnreadableFile(
                f"工作表“{sheet.name}”的行列过多，不像年度报告。", "请删去多余的空行空列后重试。"
            )
    return stored


def shown_in(cell: etree._Element, stored: dict[Spot, etree._Element], book: Book) -> str:
    """Return what a cell shows."""
    style_number = whole(cell.get("s"))
    style = book.styles[style_number] if style_number < len(book.styles) else Style()
    parts = {str(part.tag).rpartition("}")[2]: part for part in cell}
    formula, value = parts.get("f"), parts.get("v")
    text = "" if value is None else value.text or ""
    kind = cell.get("t", "n")
    if formula is not None and IN_CELL_PICTURE in (formula.text or ""):
        return UNREAD_PICTURE
    if formula is not None and not text:
        return "" if kind == "str" else NOT_COMPUTED
    if style.is_unseen or style.format.replace("General", "") == ";;;":
        return ""
    if formula is not None and kind == "n" and book.is_uncomputed and number_in(text) == 0:
        result = computed(formula.text or "", lambda spot: stored_number(stored.get(spot), book))
        if result is None:
            return NOT_COMPUTED
        text = f"{result:f}"
    return text_in(cell, kind, text, style, book)


def text_in(cell: etree._Element, kind: str, text: str, style: Style, book: Book) -> str:
    """Return the text of a cell of some kind."""
    if kind == "s":
        number = whole(text)
        return book.strings[number].strip() if text and number < len(book.strings) else ""
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else text_of(inline).strip()
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    if kind == "n" and text:
        return shown(text, style.format, book.epoch).strip()
    return unescaped(text).strip()


def stored_number(cell: etree._Element | None, book: Book) -> Decimal | None:
    """Return the number that a formula finds in a cell, 0 in an empty one or a text."""
    if cell is None or cell.get("t", "n") in ("s", "inlineStr", "str"):
        return Decimal(0)
    value = cell.find("{*}v")
    is_stale = cell.find("{*}f") is not None and book.is_uncomputed
    return None if is_stale else number_in("0" if value is None else value.text or "0")


def add_drawings(package: zipfile.ZipFile, part: str, sheet: Sheet) -> None:
    """Take the texts of boxes that lie on a sheet, and pictures that lie in its empty cells."""
    for kind, _, target in relations(package, part):
        root = optional(package, target) if kind == "drawing" else None
        for anchor in () if root is None else root.iterchildren(etree.Element):
            place = anchor.find("{*}from")
            if place is None:
                continue
            row, column = (whole(place.findtext(f"{{*}}{n}")) for n in ("row", "col"))
            for box in anchor.iter("{*}txBody"):
                lines = ("".join(t.text or "" for t in p.iter("{*}t")) for p in box.iter("{*}p"))
                text = "\n".join(line for line in lines if line.strip())
                if text:
                    sheet.boxes.append((row, text))
            is_beside = any(r == row for r, _ in sheet.cells)
            if anchor.find("{*}pic") is not None and is_beside:
                sheet.cells.setdefault((row, column), UNREAD_PICTURE)
