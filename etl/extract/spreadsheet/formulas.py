"""Computes the sums that a program has written without computing them: + - * / and SUM."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?")
SIMPLE = re.compile(r"[\dA-Z$:+\-*/(),. ]{1,300}")
MOST_CELLS = 10_000
DEEPEST = 40
OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}  # fmt: skip
Spot = tuple[int, int]
Values = Callable[[Spot], Decimal | None]


def computed(formula: str, values: Values) -> Decimal | None:
    """Return what a formula comes to, None where it is more than a sum or a cell is no number.

    `values` gives the number in a cell, 0 in an empty one, None for anything else.
    """
    if not SIMPLE.fullmatch(formula):
        return None
    spots: list[list[Spot]] = []

    def named(reference: re.Match[str]) -> str:
        spots.append(spots_of(reference))
        return f"c{len(spots) - 1}"

    try:
        tree = ast.parse(REFERENCE.sub(named, formula), mode="eval")
        return value_of(tree.body, spots, values, 0)
    except (SyntaxError, ValueError, RecursionError, DivisionByZero, InvalidOperation):
        return None


def number_in(text: str) -> Decimal | None:
    """Return a stored number, None for what is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def spots_of(reference: re.Match[str]) -> list[Spot]:
    """Return the cells that a reference means."""
    first = spot_of(reference[1], reference[2])
    last = spot_of(reference[3], reference[4]) if reference[3] else first
    rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
    if len(rows) * len(columns) > MOST_CELLS:
        raise ValueError(reference[0])
    return [(row, column) for row in rows for column in columns]


@lru_cache(maxsize=1 << 14)
def spot_of(letters: str, row: str) -> Spot:
    """Return row and column, from 0, of a cell's name."""
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(row) - 1, column - 1


def value_of(node: ast.AST, spots: list[list[Spot]], values: Values, depth: int) -> Decimal:
    """Return what a part of a formula comes to; raise ValueError for what is no sum."""
    if depth > DEEPEST:
        raise ValueError
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        sides = (value_of(side, spots, values, depth + 1) for side in (node.left, node.right))
        return OPERATIONS[type(node.op)](*sides)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -value_of(node.operand, spots, values, depth + 1)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.Name):
        return sum_of(node, spots, values, most=1)
    is_sum = (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "SUM"
    )
    if not isinstance(node, ast.Call) or not is_sum:
        raise ValueError
    return sum(
        (
            sum_of(part, spots, values, most=MOST_CELLS)
            if isinstance(part, ast.Name)
            else value_of(part, spots, values, depth + 1)
            for part in node.args
        ),
        Decimal(0),
    )


def sum_of(name: ast.Name, spots: list[list[Spot]], values: Values, most: int) -> Decimal:
    """Return the sum of the cells that a name stands for."""
    if not re.fullmatch(r"c\d+", name.id):
        raise ValueError(name.id)
    meant = spots[int(name.id[1:])]
    numbers = [values(spot) for spot in meant]
    if len(meant) > most or None in numbers:
        raise ValueError(name.id)
    return sum((number for number in numbers if number is not None), Decimal(0))
