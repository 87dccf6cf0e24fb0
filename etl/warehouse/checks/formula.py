"""Formulas of rules: Python's own syntax, parsed and never run, as small frozen trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
RELATIONS = {
    ast.Eq: "=", ast.NotEq: "<>", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip


class BrokenFormula(ValueError):
    """A formula that cannot be understood; a mistake in the definitions, never caught."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the formula."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure by its name, of this report or of the unit's report of the year before."""

    name: str
    is_previous: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The sum of all rows whose names begin alike, `rows(refused_)`; once bound, its figures."""

    prefix: str
    label: str = ""
    of: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class Calculation:
    """Two amounts put together by a sign."""

    sign: str
    left: Amount
    right: Amount


@dataclass(frozen=True, slots=True)
class Distance:
    """The amount without its sign, `abs(a - b)`."""

    of: Amount


Amount: TypeAlias = Number | Operand | Rows | Calculation | Distance


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two amounts and the relation between them."""

    left: Amount
    relation: str
    right: Amount


@dataclass(frozen=True, slots=True)
class Given:
    """Whether the report gives this figure as a number."""

    of: Operand


@dataclass(frozen=True, slots=True)
class Positive:
    """Whether any of these figures is a number above zero, whatever the others are."""

    of: tuple[Operand | Rows, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Whether two statements are both true or both false."""

    left: Statement
    right: Statement


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a statement."""

    of: Statement


@dataclass(frozen=True, slots=True)
class Joined:
    """Statements that must all hold, or of which one must."""

    by: str
    parts: tuple[Statement, ...]


Statement: TypeAlias = Comparison | Given | Positive | Same | Not | Joined
Node: TypeAlias = Amount | Statement


def parsed(text: str) -> Statement:
    """Return the statement that a formula makes."""
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        raise BrokenFormula(f"{text}: {error.msg}") from error
    return statement(tree.body)


def statement(node: ast.expr) -> Statement:
    """Return the statement of a parsed expression."""
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return Joined("and", tuple(statement(value) for value in values))
        case ast.BoolOp(values=values):
            return Joined("or", tuple(statement(value) for value in values))
        case ast.UnaryOp(op=ast.Not(), operand=of):
            return Not(statement(of))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return compared(left, op, right)
        case ast.Call(func=ast.Name(id="given"), args=[of]):
            return Given(operand(of))
        case ast.Call(func=ast.Name(id="positive"), args=args) if args:
            return Positive(tuple(counted(arg) for arg in args))
    raise BrokenFormula(f"no statement: {ast.unparse(node)}")


def compared(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Statement:
    """Return a comparison of two amounts, or of whether two statements are true."""
    if type(op) not in RELATIONS:
        raise BrokenFormula(f"no relation: {ast.dump(op)}")
    if is_statement(left) and isinstance(op, ast.Eq):
        return Same(statement(left), statement(right))
    return Comparison(amount(left), RELATIONS[type(op)], amount(right))


def is_statement(node: ast.expr) -> bool:
    """Return whether an expression is true or false rather than an amount."""
    match node:
        case ast.Call(func=ast.Name(id="given" | "positive")):
            return True
    return False


def amount(node: ast.expr) -> Amount:
    """Return the amount of a parsed expression."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return Number(Decimal(str(value)))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
            return Calculation(SIGNS[type(op)], amount(left), amount(right))
        case ast.Call(func=ast.Name(id="abs"), args=[of]):
            return Distance(amount(of))
    return counted(node)


def counted(node: ast.expr) -> Operand | Rows:
    """Return one figure, or all rows of a kind."""
    match node:
        case ast.Call(func=ast.Name(id="rows"), args=[of]):
            return Rows(operand(of).name)
    return operand(node)


def operand(node: ast.expr) -> Operand:
    """Return the figure that an expression names."""
    match node:
        case ast.Call(func=ast.Name(id="previous"), args=[of]):
            return Operand(operand(of).name, is_previous=True)
        case ast.Name() | ast.Attribute():
            return Operand(ast.unparse(node))
    raise BrokenFormula(f"no figure: {ast.unparse(node)}")


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return what a node is made of."""
    match node:
        case Calculation() | Comparison() | Same():
            return (node.left, node.right)
        case Distance() | Given() | Not():
            return (node.of,)
        case Joined():
            return node.parts
        case Positive() | Rows():
            return node.of
    return ()


def operands(node: Node) -> Iterator[Operand]:
    """Yield every figure that a bound node names, in the order of the formula."""
    if isinstance(node, Operand):
        yield node
    for part in parts_of(node):
        yield from operands(part)
