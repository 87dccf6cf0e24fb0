"""What a file says about one place and year, and the report it amounts to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from etl.definitions import load
from etl.definitions.schema import Form, Row, Table
from etl.domain.errors import BrokenTemplate
from etl.domain.report import Cell, Figure, Identity, Issue, Item, Mark, Report
from etl.templates.entry import Entry, addresses_of, form_of, label_of, labels, listed_addresses
from etl.templates.stated_value import (
    NARRATIVE,
    PRINTED,
    SENTENCE,
    Statement,
    settled,
    shown,
    stated,
)

Statements = Mapping[str, Statement]


@dataclass(slots=True)
class Draft:
    """What a file says about one place and year; readers add to it while they read."""

    place_id: str
    county: str
    township: str
    year: int
    edition: str | None = None
    report_date: date | None = None
    is_submitted: bool | None = None
    where: str = ""
    statements: dict[str, Statement] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    @property
    def form(self) -> Form:
        """Return the edition named, or else the one in force in the year."""
        return form_of(self.edition, self.year)

    def add(self, statement: Statement) -> None:
        """Take in a statement; refuse an address that no form has, or that was given before."""
        if statement.address not in labels():
            raise BrokenTemplate(
                f"{statement.where}：地址“{statement.address}”不存在。",
                "地址由系统生成，请不要改动；可重新下载空表核对。",
            )
        if statement.address in self.statements:
            raise BrokenTemplate(
                f"{statement.where}：{self.township}{self.year}年度的“{label_of(statement.address)}”重复。",
                "请只保留一处，删除多余的行。",
            )
        self.statements[statement.address] = statement


def report_of(draft: Draft) -> Report | None:
    """Return the report that a draft amounts to; None where nothing was filled in."""
    figures = tuple(figures_of(draft))
    cells = cells_of(draft.form, draft.statements)
    refuse_foreign(draft, {cell.address for cell in cells})
    has_content = bool(figures or cells or draft.items or draft.report_date)
    if draft.is_submitted is False and has_content:
        raise BrokenTemplate(
            f"{draft.where}：“是否报送”填为“否”，却填有内容。",
            "请改为“是”，或清空该乡镇该年度的内容。",
        )
    if not (draft.is_submitted or has_content):
        return None
    return Report(
        identity=Identity(
            township=draft.township or None,
            county=draft.county or None,
            year=draft.year,
            report_date=draft.report_date,
            place_id=draft.place_id,
        ),
        edition=draft.edition,
        cells=cells,
        figures=figures,
        items=tuple(draft.items),
        issues=tuple(issues_of(draft, (*figures, *cells))),
    )


def figures_of(draft: Draft) -> Iterator[Figure]:
    """Yield the narrative figures in the order of the definitions."""
    for figure_id, kind in load().figures.items():
        statement = draft.statements.get(NARRATIVE + figure_id)
        if statement is None or statement.is_unlisted:
            continue
        if statement.is_bare and not statement.raw.strip():
            if statement.evidence.strip() or statement.approximate:
                raise BrokenTemplate(
                    f"{statement.where}：“{kind.label}”填了原句或约数，却没有数值。",
                    f"请补填数值；原句没有写明数字的，数值填“{load().marks[Mark.ABSENT].token}”。",
                )
            continue
        raw, value, mark = settled(statement)
        yield Figure(
            figure_id, raw, value, mark, statement.approximate, statement.evidence,
            statement.place, statement.reading or SENTENCE, statement.detail,
        )  # fmt: skip


def cells_of(form: Form, statements: Statements) -> tuple[Cell, ...]:
    """Return the cells of a form's tables; a table in which nothing is filled has none."""
    return tuple(cell for table in form.tables for cell in table_cells(table, statements))


def table_cells(table: Table, statements: Statements) -> Iterator[Cell]:
    """Yield a table's cells in printed order, those left empty beside filled ones as blank."""
    rows = table.rows + table.optional_rows
    is_filled = any(text_at(a, statements) for a in addresses_of(table, rows))
    out_of_use = set(rows_out_of_use(table, statements))
    for row in rows:
        for address in addresses_of(table, (row,)):
            statement = statements.get(address)
            if statement is None or statement.is_unlisted:
                continue
            if statement.is_bare and (not is_filled or row.id in out_of_use):
                continue
            yield cell_of(statement)


def rows_out_of_use(table: Table, statements: Statements) -> Iterator[str]:
    """Yield the empty rows of an either-or: the optional row, or the rows it replaces."""

    def is_empty(row: Row) -> bool:
        return not any(text_at(a, statements) for a in addresses_of(table, (row,)))

    for optional in table.optional_rows:
        if is_empty(optional):
            yield optional.id
        else:
            yield from (r for r in optional.replaces if is_empty(table.row(r)))


def text_at(address: str, statements: Statements) -> str:
    """Return what is visibly filled in at an address."""
    statement = statements.get(address)
    return shown(statement).strip() if statement else ""


def cell_of(statement: Statement) -> Cell:
    """Return a statement about a table cell as a cell."""
    table, row, column = statement.address.split(".")
    raw, value, mark = settled(statement)
    return Cell(table, row, column, raw, value, mark, statement.place, statement.reading or PRINTED)


def refuse_foreign(draft: Draft, known: set[str]) -> None:
    """Refuse figures filled in for a table that the edition of the report does not have."""
    for address, statement in draft.statements.items():
        if address.startswith(NARRATIVE) or address in known:
            continue
        if text_at(address, draft.statements):
            raise BrokenTemplate(
                f"{statement.where}：{draft.township}{draft.year}年度的版式为{draft.form.edition}年版，"
                f"没有这一项，却填有“{statement.raw}”。",
                "请核对“版式”，或把数据填到相应版式的表中。",
            )


def issues_of(draft: Draft, found: tuple[Cell | Figure, ...]) -> Iterator[Issue]:
    """Yield an issue for everything filled in that is no number."""
    for entry in found:
        if entry.mark is Mark.UNREADABLE:
            where = draft.statements[entry.address].where
            yield Issue("unreadable_cell", f"“{entry.raw}”不是数字", where, entry.address)


def statements_of(entry: Entry) -> tuple[Statement, ...]:
    """Return everything a report states at an address; an empty row has every address, unstated."""
    if entry.report is None:
        return tuple(Statement(address) for address in listed_addresses(entry.form))
    order = {address: n for n, address in enumerate(listed_addresses(entry.form))}
    found = [stated(one) for one in (*entry.report.figures, *entry.report.cells)]
    unknown = [s.address for s in found if s.address not in order]
    if unknown or len({s.address for s in found}) != len(found):
        raise ValueError(f"twice, or not in edition {entry.form.edition}: {unknown}")
    return tuple(sorted(found, key=lambda statement: order[statement.address]))
