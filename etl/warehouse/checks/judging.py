"""Writes an instance of a rule as one SQL expression: the code of how a report fares with it.

It reads the columns of `rule_inputs`, those of the unit's report of the year before under names
of their own. A nil beside numbers counts as 0; a figure that is not there makes the rule unsure
where one value of it would satisfy the rule, and not checkable otherwise. How many figures are
nils and how many are not there is told by one sum of their states.
"""

from __future__ import annotations

from collections.abc import Sequence

from etl.warehouse.checks import formula
from etl.warehouse.checks.columns import (
    MISSING,
    NIL,
    NUMBER,
    amount_column,
    approximate_column,
    is_free,
    missing_sql,
    state_column,
)
from etl.warehouse.checks.instances import Instance
from etl.warehouse.checks.sums import Sums, needed_of, needed_operands

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


def outcome_sql(instance: Instance, sums: Sums) -> str:
    """Return the SQL expression of an instance's outcome code, by its sums."""
    needed = needed_of(instance)
    cases = [*kind_cases(instance), *layout_cases(instance)]
    if instance.speaks_of_before:
        cases += [
            f"when previous_relation = 'merged' then {CODES['merged']}",
            f"when is_first then {CODES['no_previous_year']}",
        ]
    if instance.when is not None:
        cases += guard_cases(instance.when)
    cases += missing_cases(needed, sums)
    holds = f"{sums.difference} = 0" if sums.difference else statement_sql(instance.expect)
    cases.append(f"when {holds} then {holding_case(sums)}")
    return f"case {' '.join(cases)} else {CODES['broken']} end"


def unjudged_sql(instance: Instance) -> str:
    """Return the expression of an instance that speaks of what no report at hand prints."""
    otherwise = str(CODES["not_in_edition"])
    cases = kind_cases(instance)
    return f"case {' '.join(cases)} else {otherwise} end" if cases else otherwise


def holding_case(sums: Sums) -> str:
    """Return the code of a rule that holds, told apart where a nil counts as 0."""
    if not sums.states:
        return str(CODES["holds"])
    return f"if({sums.states} > 0, {CODES['holds_with_nil']}, {CODES['holds']})"


def guard_cases(when: formula.Node) -> list[str]:
    """Return the cases of a guard that a figure is not there for, and of one that is not true."""
    needed = needed_operands(when)
    guard = statement_sql(when)
    not_stated = [missing_sql(o) for o in needed if not is_free(o)]
    if any(is_free(o) for o in needed):
        not_stated.append(f"{guard} is null")
    cases = [f"when not {guard} then {CODES['not_applicable']}"]
    if not_stated:
        cases.insert(0, f"when {' or '.join(not_stated)} then {CODES['not_stated']}")
    return cases


def missing_cases(needed: tuple[formula.Operand, ...], sums: Sums) -> list[str]:
    """Return the cases of figures that are not there."""
    free = [o for o in needed if is_free(o)]
    told = [f"when {amount_column(o)} is null then {CODES['not_stated']}" for o in free]
    if not sums.states:
        return told
    # With so many nils and so many missing, the sum of the states is the number of both together
    # and so many times 999; with a number among fewer than 999 figures it is not.
    numberless = (
        f"when ({sums.states} - {len(needed)}) % {MISSING - NIL} = 0"
        f" then if({sums.states} = {len(needed)}, {CODES['all_nil']}, {CODES['not_filled']})"
    )
    solved = f"when {sums.states} >= {MISSING} then {solved_case(needed, sums)}"
    return [*told, solved] if free else [numberless, solved]


def solved_case(needed: tuple[formula.Operand, ...], sums: Sums) -> str:
    """Return what becomes of a rule of which a figure is missing: whether one value mends it."""
    unknown = CODES["not_filled"]
    if not sums.difference:
        return str(unknown)
    before = [missing_sql(o) for o in needed if o.is_previous and not is_free(o)]
    several = " or ".join((f"{sums.states} >= {2 * MISSING}", *before))
    off = f"sign({sums.difference})"
    solved = f"if({sums.favor} >= {MISSING}, -1, 1) * {off}" if sums.favor else off
    return (
        f"case when {several} then {unknown} else"
        f" case {solved} when -1 then {CODES['broken']} when 1 then {CODES['unsure']}"
        f" else {unknown} end end"
    )


def kind_cases(instance: Instance) -> list[str]:
    """Return the case of a unit of a kind that the rule does not judge."""
    kinds = ", ".join(f"'{kind}'" for kind in instance.rule.kinds)
    return [f"when kind not in ({kinds}) then {CODES['not_applicable']}"] if kinds else []


def layout_cases(instance: Instance) -> list[str]:
    """Return the case of a report whose layout does not print what the instance speaks of."""
    if instance.is_of_text:
        return []
    return [f"when {unprinted(instance.layouts)} then {CODES['not_in_edition']}"]


def unprinted(layouts: Sequence[str]) -> str:
    """Return the column that says whether a report is of none of these layouts."""
    return f'"not {" ".join(layouts)}"'


def unprinted_sql(layouts: Sequence[str]) -> str:
    """Return the expression of that column."""
    named = ", ".join(f"'{layout}'" for layout in layouts)
    return f"layout not in ({named})"


def statement_sql(node: formula.Node) -> str:
    """Return a statement as SQL."""
    match node:
        case formula.Comparison():
            return f"({amount_sql(node.left)} {node.relation} {amount_sql(node.right)})"
        case formula.Same():
            return f"({statement_sql(node.left)} = {statement_sql(node.right)})"
        case formula.Given():
            return given_sql(node.of)
        case formula.Positive():
            figures = ", ".join(amount_column(o) for o in formula.operands(node))
            return f"(greatest({figures}, 0) > 0)"
        case formula.Not():
            return f"(not {statement_sql(node.of)})"
        case formula.Joined():
            return f"({f' {node.by} '.join(statement_sql(part) for part in node.parts)})"
    raise TypeError(node)


def given_sql(operand: formula.Operand) -> str:
    """Return whether there is a number, or one in the text that is only about so many."""
    if is_free(operand):
        return f"({amount_column(operand)} is not null or {approximate_column(operand)})"
    return f"({state_column(operand)} = {NUMBER})"


def amount_sql(node: formula.Node) -> str:
    """Return an amount as SQL."""
    match node:
        case formula.Number():
            return str(node.value)
        case formula.Operand():
            return amount_column(node)
        case formula.Rows():
            return f"({' + '.join(amount_sql(operand) for operand in node.of)})"
        case formula.Distance():
            return f"abs({amount_sql(node.of)})"
        case formula.Calculation(sign="/"):
            return f"({amount_sql(node.left)}::double / nullif({amount_sql(node.right)}, 0))"
        case formula.Calculation():
            return f"({amount_sql(node.left)} {node.sign} {amount_sql(node.right)})"
    raise TypeError(node)
