"""Writes an instance of a rule as one SQL expression: the code of how a report fares with it.

`now` is the row of the report in `rule_inputs`, `before` that of the unit's report of the year
before. A nil beside numbers counts as 0; a figure that is not there makes the rule unsure where
one value of it would satisfy the rule, and not checkable otherwise.
"""

from __future__ import annotations

from decimal import Decimal

from etl.checks.formula import (
    Amount,
    Calculation,
    Comparison,
    Distance,
    Given,
    Joined,
    Node,
    Not,
    Number,
    Operand,
    Positive,
    Rows,
    Same,
    operands,
    parts_of,
)
from etl.checks.instances import FREE, Instance

# How a rule comes out, worst last; below 1 it says why it was not checked.
OUTCOMES = {
    4: "broken",
    3: "unsure",
    2: "holds_with_nil",
    1: "holds",
}
REASONS = {
    -1: "all_nil",
    -2: "not_filled",
    -3: "not_stated",
    -4: "no_previous_year",
    -5: "merged",
    -6: "not_applicable",
    -7: "not_in_edition",
}
CODES = {name: code for code, name in (OUTCOMES | REASONS).items()}


def outcome_sql(instance: Instance) -> str:
    """Return the SQL expression of an instance's outcome code."""
    needed = tuple(dict.fromkeys(needed_operands(instance.expect)))
    cases = [f"when not ({layout_sql(instance)}) then {CODES['not_in_edition']}"]
    if any(operand.is_previous for operand in instance.operands):
        cases += [
            f"when now.previous_relation = 'merged' then {CODES['merged']}",
            f"when before.report_id is null then {CODES['no_previous_year']}",
        ]
    if instance.when is not None:
        guard = guard_sql(instance.when)
        cases += [
            f"when ({guard}) is null then {CODES['not_stated']}",
            f"when not ({guard}) then {CODES['not_applicable']}",
        ]
    if needed:
        cases += missing_cases(instance, needed)
    nil = " or ".join(f"{nil_sql(o)}" for o in needed if not is_free(o)) or "false"
    cases.append(
        f"when {statement_sql(instance.expect)}"
        f" then case when {nil} then {CODES['holds_with_nil']} else {CODES['holds']} end"
    )
    return f"case {' '.join(cases)} else {CODES['broken']} end"


def guard_sql(when: Node) -> str:
    """Return the guard as SQL, null where a figure that it needs is not there."""
    cells = [o for o in needed_operands(when) if not is_free(o)]
    missing = " or ".join(missing_column(o) for o in cells)
    return f"case when not ({missing or 'false'}) then {statement_sql(when)} end"


def missing_cases(instance: Instance, needed: tuple[Operand, ...]) -> list[str]:
    """Return the cases of figures that are not there."""
    values = ", ".join(value_column(o) for o in needed)
    nils = " and ".join(nil_sql(o) for o in needed)
    missing = [missing_sql(o) for o in needed]
    silent = "not_stated" if any(is_free(o) for o in needed) else "not_filled"
    told = [f"when {value_column(o)} is null then {CODES['not_stated']}"
            for o in needed if is_free(o)]  # fmt: skip
    return [
        *told,
        f"when coalesce({values}) is null"
        f" then case when {nils} then {CODES['all_nil']} else {CODES[silent]} end",
        f"when {' or '.join(missing)} then {solved_case(instance, needed, missing)}",
    ]


def solved_case(instance: Instance, needed: tuple[Operand, ...], missing: list[str]) -> str:
    """Return what becomes of a rule of which a figure is missing: whether one value mends it."""
    unknown = str(CODES["not_filled"])
    coefficients = linear(instance.expect)
    if coefficients is None:
        return unknown
    count = " + ".join(f"{m}::tinyint" for m in missing)
    difference = " ".join(term(o, factor) for o, factor in coefficients.items())
    sign = " ".join(
        f"when {m} then {-1 / coefficients[o]}" for o, m in zip(needed, missing, strict=True)
    )
    solved = f"sign((case {sign} end) * ({difference}))"
    before = [m for o, m in zip(needed, missing, strict=True) if o.is_previous]
    return (
        f"case when {' or '.join((f'({count}) > 1', *before))} then {unknown} else"
        f" case {solved} when -1 then {CODES['broken']} when 1 then {CODES['unsure']}"
        f" else {unknown} end end"
    )


def term(operand: Operand | None, factor: Decimal) -> str:
    """Return a figure with its factor as a part of a sum."""
    if operand is None:
        return f"+ ({factor})"
    sign = {1: "+", -1: "-"}.get(int(factor)) if factor == int(factor) else None
    return f"{sign or f'+ ({factor}) *'} {amount_sql(operand)}"


def linear(expect: Node) -> dict[Operand | None, Decimal] | None:
    """Return the factor of each figure in `left - right` of an equation; None if it is none."""
    if not isinstance(expect, Comparison) or expect.relation != "=":
        return None
    found: dict[Operand | None, Decimal] = {}
    is_linear = collect(expect.left, Decimal(1), found) and collect(
        expect.right, Decimal(-1), found
    )
    return found if is_linear and all(f for o, f in found.items() if o) else None


def collect(amount: Amount, factor: Decimal, found: dict[Operand | None, Decimal]) -> bool:
    """Add the factors of an amount; return False where it is no plain sum."""
    match amount:
        case Operand():
            found[amount] = found.get(amount, Decimal(0)) + factor
        case Rows():
            return all(collect(operand, factor, found) for operand in amount.of)
        case Number():
            found[None] = found.get(None, Decimal(0)) + factor * amount.value
        case Calculation(sign="+" | "-"):
            sign = 1 if amount.sign == "+" else -1
            left = collect(amount.left, factor, found)
            return collect(amount.right, sign * factor, found) and left
        case _:
            return False
    return True


def needed_operands(node: Node) -> tuple[Operand, ...]:
    """Return the figures that a statement cannot do without."""
    if isinstance(node, Given | Positive):
        return ()
    if isinstance(node, Operand):
        return (node,)
    return tuple(o for part in parts_of(node) for o in needed_operands(part))


def layout_sql(instance: Instance) -> str:
    """Return whether a report is of a layout that prints what the instance speaks of."""
    if all(is_free(operand) for operand in operands(instance.expect)):
        return "true"
    named = ", ".join(f"'{layout}'" for layout in instance.layouts)
    return f"now.layout in ({named})"


def statement_sql(node: Node) -> str:
    """Return a statement as SQL."""
    match node:
        case Comparison():
            return f"({amount_sql(node.left)} {node.relation} {amount_sql(node.right)})"
        case Same():
            return f"({statement_sql(node.left)} = {statement_sql(node.right)})"
        case Given():
            given = f"{value_column(node.of)} is not null"
            return f"({given} or {slash_column(node.of)})" if is_free(node.of) else f"({given})"
        case Positive():
            figures = ", ".join(value_column(o) for o in operands(node))
            return f"(coalesce(greatest({figures}, 0), 0) > 0)"
        case Not():
            return f"(not {statement_sql(node.of)})"
        case Joined():
            return f"({f' {node.by} '.join(statement_sql(part) for part in node.parts)})"
    raise TypeError(node)


def amount_sql(node: Node) -> str:
    """Return an amount as SQL, in which a nil counts as 0."""
    match node:
        case Number():
            return str(node.value)
        case Operand():
            return value_column(node) if is_free(node) else f"coalesce({value_column(node)}, 0)"
        case Rows():
            return f"({' + '.join(amount_sql(operand) for operand in node.of)})"
        case Distance():
            return f"abs({amount_sql(node.of)})"
        case Calculation(sign="/"):
            return f"({amount_sql(node.left)}::double / nullif({amount_sql(node.right)}, 0))"
        case Calculation():
            return f"({amount_sql(node.left)} {node.sign} {amount_sql(node.right)})"
    raise TypeError(node)


def is_free(operand: Operand) -> bool:
    """Return whether a figure is of the text, where nothing stands for a missing one."""
    return operand.name.partition(".")[0] in FREE


def value_column(operand: Operand) -> str:
    """Return the column of a figure's value."""
    return f'{"before" if operand.is_previous else "now"}."{operand.name}"'


def nil_sql(operand: Operand) -> str:
    """Return whether a figure is a nil."""
    return "false" if is_free(operand) else slash_column(operand)


def missing_sql(operand: Operand) -> str:
    """Return whether there is neither a figure nor a nil."""
    if is_free(operand):
        return f"({value_column(operand)} is null)"
    return missing_column(operand)


def missing_column(operand: Operand) -> str:
    """Return the column that says whether a cell has neither a number nor a nil."""
    return f'{"before" if operand.is_previous else "now"}."{operand.name}?"'


def slash_column(operand: Operand) -> str:
    """Return the column of a nil, or of a figure in the text that is only about so many."""
    return f'{"before" if operand.is_previous else "now"}."{operand.name}/"'
