"""What is wrong where a rule is broken, and where in the form a figure stands, as people say it."""

from __future__ import annotations

from functools import cache

from dashboard.labels import wording
from etl.definitions import load
from etl.definitions.rulebook import rulebook
from etl.definitions.schema import Table

TABLES = {"article_20": "表二", "applications": "表三", "reviews": "表四"}


@cache
def faults() -> dict[str, str]:
    """Return what is wrong where each rule is broken, by the id of the rule."""
    return {rule.id: rule.fault for rule in rulebook().rules}


def fault(rule_id: str, outcome: str, norm: str) -> str:
    """Return what is wrong; of a rule that is only in doubt, or no longer known, its norm."""
    if outcome == "broken":
        return faults().get(rule_id, norm)
    return f"{norm}（{wording.RULE_OUTCOME_LABELS['unsure']}）"


@cache
def position(address: str) -> str:
    """Return where in the official tables a figure stands; empty for one of the text."""
    table_id, _, cell = address.partition(".")
    row_id, _, column_id = cell.partition(".")
    for form in reversed(load().forms.values()):
        for table in form.tables:
            if table.id == table_id and address in table.addresses():
                return in_table(table, row_id, column_id)
    return ""


def in_table(table: Table, row_id: str, column_id: str) -> str:
    """Return a row and a column as they are counted or named on the form."""
    column = table.column(column_id).label
    if table.id == "applications":
        number = [row.id for row in table.rows].index(row_id) + 1
        return f"{TABLES[table.id]} 第{number}行 {column}列"
    return f"{TABLES.get(table.id, table.title)} {table.row(row_id).label} {column}列"
