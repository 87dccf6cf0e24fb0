"""Writes an instance of a rule as one SQL expression: the code of how a report fares with it.

`now` is the row of the report in `rule_inputs`, `before` that of the unit's report of the year
before. A nil beside numbers counts as 0; a figure that is not there makes the rule unsure where
one value of it would satisfy the rule, and not checkable otherwise. How many figures are nils and
how many are not there is told by one sum of their states.
"""

from __future__ import annotations

from collections.abc import Collection

from etl.checks.columns import (
    MISSING,
    NUMBER,
    amount_column,
    is_free,
    missing_sql,
    slash_column,
    state_column,
)
from etl.checks.formula import (
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
)
from etl.checks.instances import Instance
from etl.checks.sums import Sums, needed_of, needed_operands, sums_of

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


def outcome_sql(instance: Instance, apart: Collection[str] = ()) -> str:
    """Return the SQL expression of an instance's outcome code.

    `apart` names the sums that are columns already, in the order of Sums.
    """
    sums = Sums(*(f"now.{name}" for name in apart)) if apart else sums_of(instance)
    needed = needed_of(instance)
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
        cases += missing_cases(needed, sums)
    holds = f"({sums.difference} = 0)" if sums.difference else statement_sql(instance.expect)
    cases.append(
        f"when {holds} then case when {sums.states} > 0"
        f" then {CODES['holds_with_nil']} else {CODES['holds']} end"
    )
    return f"case {' '.join(cases)} else {CODES['broken']} end"


def guard_sql(when: Node) -> str:
    """Return the guard as SQL, null where a figure that it needs is not there."""
    cells = [o for o in needed_operands(when) if not is_free(o)]
    missing = " or ".join(missing_sql(o) for o in cells)
    return f"case when not ({missing or 'false'}) then {statement_sql(when)} end"


def missing_cases(needed: tuple[Operand, ...], sums: Sums) -> list[str]:
    """Return the cases of figures that are not there."""
    free = [o for o in needed if is_free(o)]
    told = [f"when {amount_column(o)} is null then {CODES['not_stated']}" for o in free]
    numberless = (
        f"when {sums.states} > 0"
        f" and {sums.states} % {MISSING} + {sums.states} // {MISSING} = {len(needed)}"
        f" then case when {sums.states} = {len(needed)}"
        f" then {CODES['all_nil']} else {CODES['not_filled']} end"
    )
    solved = f"when {sums.states} >= {MISSING} then {solved_case(needed, sums)}"
    return [*told, solved] if free else [numberless, solved]


def solved_case(needed: tuple[Operand, ...], sums: Sums) -> str:
    """Return what becomes of a rule of which a figure is missing: whether one value mends it."""
    unknown = str(CODES["not_filled"])
    if not sums.difference:
        return unknown
    before = [missing_sql(o) for o in needed if o.is_previous and not is_free(o)]
    several = " or ".join((f"{sums.states} >= {2 * MISSING}", *before))
    solved = f"case when {sums.favor} >= {MISSING} then -1 else 1 end * sign({sums.difference})"
    return (
        f"case when {several} then {unknown} else"
        f" case {solved} when -1 then {CODES['broken']} when 1 then {CODES['unsure']}"
        f" else {unknown} end end"
    )


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
            return given_sql(node.of)
        case Positive():
            figures = ", ".join(amount_column(o) for o in operands(node))
            return f"(greatest({figures}, 0) > 0)"
        case Not():
            return f"(not {statement_sql(node.of)})"
        case Joined():
            return f"({f' {node.by} '.join(statement_sql(part) for part in node.parts)})"
    raise TypeError(node)


def given_sql(operand: Operand) -> str:
    """Return whether there is a number, or one in the text that is only about so many."""
    if is_free(operand):
        return f"({amount_column(operand)} is not null or {slash_column(operand)})"
    return f"({state_column(operand)} = {NUMBER})"


def amount_sql(node: Node) -> str:
    """Return an amount as SQL."""
    match node:
        case Number():
            return str(node.value)
        case Operand():
            return amount_column(node)
        case Rows():
            return f"({' + '.join(amount_sql(operand) for operand in node.of)})"
        case Distance():
            return f"abs({amount_sql(node.of)})"
        case Calculation(sign="/"):
            return f"({amount_sql(node.left)}::double / nullif({amount_sql(node.right)}, 0))"
        case Calculation():
            return f"({amount_sql(node.left)} {node.sign} {amount_sql(node.right)})"
    raise TypeError(node)
