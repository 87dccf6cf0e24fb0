"""The columns of `rule_inputs` that hold a figure, and what their values mean."""

from __future__ import annotations

from etl.warehouse.checks.formula import Operand
from etl.warehouse.checks.instances import NOT_FROM_FORM

# The states of a cell, which are added up: so many nils, and a thousand for each that is missing.
NUMBER, NIL, MISSING = 0, 1, 1000
# What the columns of the report before begin with.
PREVIOUS = "previous."


def is_free(operand: Operand) -> bool:
    """Return whether a figure is of the text, where nothing stands for a missing one."""
    return operand.name.partition(".")[0] in NOT_FROM_FORM


def amount_column(operand: Operand) -> str:
    """Return the column of what a figure adds to a sum.

    A cell without a number adds nothing, which its state tells from a printed 0; of the text it is
    the number itself, null where there is none.
    """
    return column(operand, "" if is_free(operand) else "_amount")


def missing_sql(operand: Operand) -> str:
    """Return whether a cell has neither a number nor a nil."""
    return f"{state_column(operand)} = {MISSING}"


def state_column(operand: Operand) -> str:
    """Return the column of a cell's state."""
    return column(operand, "_state")


def approximate_column(operand: Operand) -> str:
    """Return the column of a figure in the text that is approximate."""
    return column(operand, "_approx")


def column(operand: Operand, ending: str) -> str:
    """Return a column of a figure, of this report or of the one before."""
    return f'"{PREVIOUS if operand.is_previous else ""}{operand.name}{ending}"'


def columns_before(operand: Operand) -> tuple[str, ...]:
    """Return what carries over the columns of a figure of the report before, named apart."""
    endings = ("", "_approx") if is_free(operand) else ("_amount", "_state")
    return tuple(
        f'before."{operand.name}{ending}" as "{PREVIOUS}{operand.name}{ending}"'
        for ending in endings
    )
