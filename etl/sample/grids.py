"""Lays the official tables out as rows of printed cells: labels left, values right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from etl.definitions import load
from etl.definitions.schema import Block, Form, Row, Table
from etl.domain.report import Mark, Report

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS = "三、本年度办理结果"
APPLICANTS_HEADER = (
    ("", "", "", "申请人情况", "", "", "", "", "", ""),
    ("", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"),
    ("", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table; merged cells leave blanks among the labels, never among the values."""

    labels: tuple[str, ...]
    values: tuple[str, ...] = ()


def grid_of(report: Report, table_id: str) -> tuple[GridRow, ...]:
    """Return one official table of a report as printed, empty where the report has lost it."""
    form = load().forms[report.edition or ""]
    raw = {c.address: c.raw for c in report.cells if c.mark is not Mark.ABSENT}
    if not any(address.startswith(f"{table_id}.") for address in raw):
        return ()
    rows = {"article_20": article_20, "applications": applications, "reviews": reviews}
    return tuple(rows[table_id](form, raw))


def values_of(table: Table, row: str, raw: dict[str, str]) -> tuple[str, ...]:
    """Return the printed values of one row."""
    return tuple(raw[f"{table.id}.{row}.{column}"] for column in table.columns_of(row))


def article_20(form: Form, raw: dict[str, str]) -> Iterator[GridRow]:
    """Yield section two: each item of Article 20 with a header of its own."""
    table = form.table("article_20")
    for block in table.blocks:
        yield from block_rows(table, block, raw)


def block_rows(table: Table, block: Block, raw: dict[str, str]) -> Iterator[GridRow]:
    """Yield the rows of one item of Article 20."""
    width = max(len(b.columns) for b in table.blocks)
    heading = (block.item or "", *("" for _ in range(width)))
    yield GridRow(heading)
    header = ("信息内容", *(table.column(c).label for c in block.columns))
    yield GridRow(header + ("",) * (width + 1 - len(header)))
    for row in block.rows:
        yield GridRow((table.row(row).label,), values_of(table, row, raw))


def applications(form: Form, raw: dict[str, str]) -> Iterator[GridRow]:
    """Yield section three: rows in up to three columns of labels, seven columns of values."""
    table = form.table("applications")
    first, *others = APPLICANTS_HEADER
    yield GridRow((BALANCE_NOTE, *first[1:]))
    yield from (GridRow(header) for header in others)
    before: str | None = None
    for row in table.rows:
        yield GridRow(labels_of(row, before), values_of(table, row.id, raw))
        before = row.group


def labels_of(row: Row, before: str | None) -> tuple[str, str, str]:
    """Return a row's label under its groups; a group that goes on is blank."""
    if row.group == RESULTS:
        return RESULTS, row.label, ""
    if row.group:
        return "", "" if row.group == before else row.group, row.label
    if row.label.startswith("（"):
        return "", row.label, ""
    return row.label, "", ""


def reviews(form: Form, raw: dict[str, str]) -> Iterator[GridRow]:
    """Yield section four: three header rows over one line of fifteen values."""
    table = form.table("reviews")
    results = tuple(column.label for column in table.columns)
    gap = ("",) * (len(results) - 1)
    yield GridRow(("行政复议", *gap, "行政诉讼", *gap, "", *gap))
    yield GridRow((*results, "未经复议直接起诉", *gap, "复议后起诉", *gap))
    yield GridRow((*("" for _ in results), *results, *results))
    yield GridRow((), tuple(v for row in table.rows for v in values_of(table, row.id, raw)))
