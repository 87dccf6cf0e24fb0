"""Reads the workbook back: the narrative first, then whatever belongs to its places and years."""

from __future__ import annotations

from dataclasses import dataclass

from etl.definitions import load
from etl.domain.errors import BrokenTemplate
from etl.domain.report import Report
from etl.templates.draft_report import Draft, report_of
from etl.templates.entry import all_rows
from etl.templates.fields import (
    Heading,
    edition_label,
    label_key,
    read_axis,
    read_date,
    read_edition,
    read_item,
    read_year,
    read_yes,
)
from etl.templates.stated_value import NARRATIVE as ADDRESS
from etl.templates.stated_value import Statement
from etl.templates.workbook.grid import Grid, Headed, grids, headed, upright
from etl.templates.workbook.layout import (
    ABOUT,
    FIRST_ROW,
    IDENTITY,
    ITEMS,
    NARRATIVE,
    OF_FIGURE,
    OF_ITEM,
    OF_UPRIGHT,
    TableSheet,
    balances,
    block_columns,
    table_sheets,
    wide_columns,
)
from etl.templates.workbook.noted import Extras, Key, key_of, read_extras
from etl.templates.workbook.values import merged


@dataclass(frozen=True, slots=True)
class Read:
    """What has been read so far."""

    drafts: dict[Key, Draft]
    extras: Extras

    def add(self, key: Key, bare: Statement) -> None:
        """Take in what a sheet says at an address, with what is known beside it."""
        extra = self.extras.get(key, {}).get(bare.address)
        self.drafts[key].add(merged(bare, extra))

    def add_cell(self, key: Key, bare: Statement, layout: TableSheet) -> None:
        """Take in a table cell; one that the edition of the report lacks must be empty."""
        draft = self.drafts[key]
        if draft.form.edition in layout.editions:
            self.add(key, bare)
        elif bare.raw.strip():
            raise BrokenTemplate(
                f"{bare.where}填有“{bare.raw}”，但“{NARRATIVE}”中{draft.township}{draft.year}年度的"
                f"版式是{edition_label(draft.form.edition)}，不用这张表。",
                "请核对版式，或把数据填到相应版式的表中。",
            )


def read(content: bytes) -> tuple[Report, ...]:
    """Return the reports that a workbook holds; rows not filled in are passed over."""
    sheets = grids(content)
    done = Read({}, read_extras(sheets))
    narrative = narrative_of(sheet_named(sheets, NARRATIVE))
    for row in narrative.lines():
        read_entry(done, narrative, row)
    items = headed(sheet_named(sheets, ITEMS), [(heading, "") for heading in OF_ITEM])
    for row in items.lines():
        read_item_line(done, items, row)
    for layout in table_sheets():
        if label_key(layout.name) in sheets or is_needed(layout, done):
            grid = sheet_named(sheets, layout.name)
            (read_wide if layout.is_wide else read_blocks)(done, layout, grid)
    return tuple(r for d in done.drafts.values() if (r := report_of(d)) is not None)


def sheet_named(sheets: dict[str, Grid], name: str) -> Grid:
    """Return the sheet of this name, or say that it is missing."""
    if label_key(name) not in sheets:
        raise BrokenTemplate(
            f"工作簿缺少工作表“{name}”。",
            "请不要删除或改名工作表；可重新下载空表，把数据复制进去。",
        )
    return sheets[label_key(name)]


def is_needed(layout: TableSheet, done: Read) -> bool:
    """Return whether any report is in an edition of this sheet."""
    return any(draft.form.edition in layout.editions for draft in done.drafts.values())


def narrative_of(grid: Grid) -> Headed:
    """Return the sheet of the narrative with its headings found, of many reports or of one."""
    if any(row and label_key(row[0]) == label_key(Heading.ROW) for row in grid.rows[:FIRST_ROW]):
        names = (*IDENTITY, *ABOUT, *(figure.label for figure in load().figures.values()))
        return upright(grid, OF_UPRIGHT, names, Heading.VALUE)
    return headed(grid, narrative_headings())


def narrative_headings() -> list[tuple[str, str]]:
    """Return the headings of the narrative sheet."""
    figures = [(f.label, str(lower)) for f in load().figures.values() for lower in OF_FIGURE]
    return [(str(heading), "") for heading in (*IDENTITY, *ABOUT)] + figures


def read_entry(done: Read, sheet: Headed, row: int) -> None:
    """Read a row of the narrative sheet into a draft of its own."""
    where = sheet.grid.where(row)
    key = key_of(sheet, row)
    if key in done.drafts:
        raise BrokenTemplate(
            f"{where}：代码 {key[0]} 的 {key[1]} 年度出现了两次。",
            "一个乡镇一个年度只能有一行，请删去一行。",
        )
    draft = done.drafts[key] = Draft(
        key[0],
        sheet.text(row, Heading.COUNTY),
        sheet.text(row, Heading.TOWNSHIP),
        key[1],
        read_edition(sheet.text(row, Heading.EDITION), sheet.where(row, Heading.EDITION)),
        read_date(sheet.text(row, Heading.DATE), sheet.where(row, Heading.DATE)),
        read_yes(
            sheet.text(row, Heading.SUBMITTED),
            sheet.where(row, Heading.SUBMITTED),
            Heading.SUBMITTED,
        ),
        where,
    )
    if not draft.township.strip():
        raise BrokenTemplate(f"{where}：没有填写乡镇（街道）名称。", "请补填，与名册一致。")
    for figure in load().figures.values():
        spot = sheet.spot(row, figure.label, Heading.VALUE)
        value, about, evidence = (sheet.text(row, figure.label, lower) for lower in OF_FIGURE)
        approximate = bool(read_yes(about, spot, Heading.APPROXIMATE))
        bare = Statement(
            ADDRESS + figure.id, value, approximate=approximate, evidence=evidence, where=spot
        )
        done.add(key, bare)


def known_key(done: Read, sheet: Headed, row: int) -> Key:
    """Return the code and year of a row, which the narrative sheet must have under that name."""
    key, where = key_of(sheet, row), sheet.grid.where(row)
    if key not in done.drafts:
        raise BrokenTemplate(
            f"{where}：代码 {key[0]} 的 {key[1]} 年度不在“{NARRATIVE}”中。",
            f"请核对代码和年度；新增的乡镇、年度须先在“{NARRATIVE}”中有一行。",
        )
    name, known = sheet.text(row, Heading.TOWNSHIP), done.drafts[key].township
    if label_key(name) != label_key(known):
        raise BrokenTemplate(
            f"{where}：代码 {key[0]} 在“{NARRATIVE}”中是“{known}”，这里是“{name}”。",
            "请核对行政区划代码和乡镇名称。",
        )
    return key


def read_item_line(done: Read, sheet: Headed, row: int) -> None:
    """Read one part of a disclosed total."""
    where = sheet.grid.where(row)
    fields = {str(heading): sheet.text(row, heading) for heading in OF_ITEM}
    if fields[Heading.CODE].strip():
        key = known_key(done, sheet, row)
    else:
        key = key_by_name(done, fields, where)
    axis = read_axis(fields[Heading.AXIS], where)
    done.drafts[key].items.append(read_item(fields, axis, where))


def key_by_name(done: Read, fields: dict[str, str], where: str) -> Key:
    """Return the one place and year that a township's name means in this workbook."""
    year = read_year(fields[Heading.YEAR], where)
    name = fields[Heading.TOWNSHIP]
    found = [
        key
        for key, draft in done.drafts.items()
        if key[1] == year and label_key(draft.township) == label_key(name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise BrokenTemplate(f"{where}：有多个“{name}”。", "请在本行填写行政区划代码。")
    raise BrokenTemplate(
        f"{where}：“{name}”的 {year} 年度不在“{NARRATIVE}”中。", "请从下拉列表中选择乡镇和年度。"
    )


def read_wide(done: Read, layout: TableSheet, grid: Grid) -> None:
    """Read a table that takes one row a place and year."""
    columns = list(wide_columns(layout))
    headings = [(heading, "") for heading in IDENTITY] + [pair[:2] for pair in columns]
    sheet = headed(grid, headings)
    for row in sheet.lines():
        key = known_key(done, sheet, row)
        for upper, lower, address in columns:
            spot = sheet.spot(row, upper, lower)
            bare = Statement(address, sheet.text(row, upper, lower), where=spot)
            done.add_cell(key, bare, layout)


def read_blocks(done: Read, layout: TableSheet, grid: Grid) -> None:
    """Read a table that takes a block of rows for each place and year."""
    sheet = headed(grid, [(heading, "") for heading in block_columns(layout)])
    rows = {
        (label_key(row.group or ""), label_key(label)): row
        for row in all_rows(layout.table)
        for label in (row.label, *row.aliases)
    }
    checks = {label_key(balance.label) for balance in balances(layout.table.id)}
    for line in sheet.lines():
        group, label = sheet.text(line, Heading.GROUP), sheet.text(line, Heading.ROW)
        if label_key(label) in checks:
            continue
        row = rows.get((label_key(group), label_key(label)))
        if row is None:
            raise BrokenTemplate(
                f"{grid.where(line)}：项目“{group}{'·' if group else ''}{label}”无法识别。",
                "请恢复这一行原来的文字，不要改名或增行。",
            )
        key = known_key(done, sheet, line)
        for column in (layout.table.column(c) for c in layout.table.columns_of(row.id)):
            spot = sheet.spot(line, column.label)
            address = f"{layout.table.id}.{row.id}.{column.id}"
            bare = Statement(address, sheet.text(line, column.label), where=spot)
            done.add_cell(key, bare, layout)
