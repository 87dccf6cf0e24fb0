"""The columns of `rule_inputs` that hold a figure, and what their values mean."""

from __future__ import annotations

from etl.checks.formula import Operand
from etl.checks.instances import FREE

# The states of a cell, which are added up: so many nils, and a thousand for each that is missing.
NUMBER, NIL, MISSING = 0, 1, 1000


def is_free(operand: Operand) -> bool:
    """Return whether a figure is of the text, where nothing stands for a missing one."""
    return operand.name.partition(".")[0] in FREE


def value_column(operand: Operand) -> str:
    """Return the column of a figure's value, 0 for a cell without a number."""
    return f'{"before" if operand.is_previous else "now"}."{operand.name}"'


def missing_sql(operand: Operand) -> str:
    """Return whether a cell has neither a number nor a nil."""
    return f"{state_column(operand)} = {MISSING}"


def state_column(operand: Operand) -> str:
    """Return the column of a cell's state."""
    return f'{"before" if operand.is_previous else "now"}."{operand.name}?"'


def slash_column(operand: Operand) -> str:
    """Return the column of a figure in the text that is only about so many."""
    return f'{"before" if operand.is_previous else "now"}."{operand.name}/"'
