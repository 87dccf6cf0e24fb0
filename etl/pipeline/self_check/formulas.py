"""Writes an instance of a rule as a formula of a spreadsheet, that says how the figures fare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.definitions.states import labels
from etl.warehouse.checks import formula
from etl.warehouse.checks.columns import MISSING, NUMBER, PREVIOUS, is_free
from etl.warehouse.checks.instances import Instance
from etl.warehouse.checks.sums import linear, needed_of, needed_operands

SHOWN = ("broken", "unsure", "holds", "not_filled", "not_applicable", "all_nil")
# Sums of shares and of 万元 are equal where they differ by less than is ever printed.
DIGITS = 8
LONGEST = 8000


def word(state: str) -> str:
    """Return what the workbook says of a state, as everywhere else."""
    return (labels("outcomes") | labels("reasons"))[state]


def quoted(state: str) -> str:
    """Return what is said of a state as a text in a formula."""
    return f'"{word(state)}"'


def key_of(operand: formula.Operand) -> str:
    """Return under which name the cells of a figure are known, that of the year before apart."""
    return f"{PREVIOUS if operand.is_previous else ''}{operand.name}"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that hold the number and the state of each figure, by `key_of`."""

    value: Mapping[str, str]
    state: Mapping[str, str]

    def hold(self, instance: Instance) -> bool:
        """Return whether every figure of an instance is in the workbook."""
        return all(key_of(o) in self.value for o in instance.operands)

    def amount(self, node: formula.Node) -> str:
        """Return an amount as a formula."""
        match node:
            case formula.Number():
                return str(node.value)
            case formula.Operand():
                return self.value[key_of(node)]
            case formula.Rows():
                return f"({'+'.join(self.value[key_of(o)] for o in node.of)})"
            case formula.Distance():
                return f"ABS({self.amount(node.of)})"
            case formula.Calculation():
                return f"({self.amount(node.left)}{node.sign}{self.amount(node.right)})"
        raise TypeError(node)

    def statement(self, node: formula.Node) -> str:
        """Return a statement as a formula that is true or false."""
        match node:
            case formula.Comparison():
                apart = f"{self.amount(node.left)}-({self.amount(node.right)})"
                return f"(ROUND({apart},{DIGITS}){node.relation}0)"
            case formula.Same():
                return f"({self.statement(node.left)}={self.statement(node.right)})"
            case formula.Given():
                return self.given(node.of)
            case formula.Positive():
                values = ",".join(self.value[key_of(o)] for o in formula.operands(node))
                return f"(MAX({values})>0)"
            case formula.Not():
                return f"NOT({self.statement(node.of)})"
            case formula.Joined():
                parts = ",".join(self.statement(part) for part in node.parts)
                return f"{node.by.upper()}({parts})"
        raise TypeError(node)

    def given(self, operand: formula.Operand) -> str:
        """Return whether there is a number, or one in the text that is only about so many."""
        state = self.state[key_of(operand)]
        return f"({state}<{MISSING})" if is_free(operand) else f"({state}={NUMBER})"

    def missing(self, operands: tuple[formula.Operand, ...]) -> str:
        """Return whether one of these figures is not there to be reckoned with."""
        most = {True: NUMBER, False: MISSING - 1}
        return ",".join(
            dict.fromkeys(f"{self.state[key_of(o)]}>{most[is_free(o)]}" for o in operands)
        )

    def outcome(self, instance: Instance) -> str:
        """Return the formula of how the report fares with an instance, in words."""
        cases = []
        if instance.when is not None:
            if needed := needed_operands(instance.when):
                cases.append((f"OR({self.missing(needed)})", quoted("not_filled")))
            cases.append((f"NOT({self.statement(instance.when)})", quoted("not_applicable")))
        cases += self.lacking(instance)
        text = f"IF({self.statement(instance.expect)},{quoted('holds')},{quoted('broken')})"
        for condition, told in reversed(cases):
            text = f"IF({condition},{told},{text})"
        return f"=IFERROR({text},{quoted('not_filled')})"

    def lacking(self, instance: Instance) -> list[tuple[str, str]]:
        """Return the cases of figures that are not there, as `judging` has them."""
        needed = needed_of(instance)
        free = tuple(o for o in needed if is_free(o))
        cells = tuple(o for o in needed if not is_free(o))
        cases = [(f"OR({self.missing(free)})", quoted("not_filled"))] if free else []
        if not cells:
            return cases
        states = "+".join(self.state[key_of(o)] for o in cells)
        if not free:
            numberless = (
                f"AND({states}>0,MOD({states},{MISSING})+INT(({states})/{MISSING})={len(cells)})"
            )
            nil = f"IF({states}={len(cells)},{quoted('all_nil')},{quoted('not_filled')})"
            cases.append((numberless, nil))
        return [*cases, (f"{states}>={MISSING}", self.solved(instance, states))]

    def solved(self, instance: Instance, states: str) -> str:
        """Return what becomes of a rule where figures are missing: whether one value mends it."""
        factors = linear(instance.expect)
        if factors is None:
            return quoted("not_filled")
        amounts = "+".join(
            f"({factor})*{self.value[key_of(o)]}" if o else f"({factor})"
            for o, factor in factors.items()
        )
        favor = [
            self.state[key_of(o)] for o, f in factors.items() if o and f > 0 and not is_free(o)
        ]
        side = f"IF({'+'.join(favor)}>={MISSING},-1,1)*" if favor else ""
        off = f"{side}SIGN(ROUND({amounts},{DIGITS}))"
        # What is missing of the year before is none that this year's report could mend.
        before = [o for o in factors if o and o.is_previous and not is_free(o)]
        lacking = ",".join(
            (f"{states}>={2 * MISSING}", *(f"{self.state[key_of(o)]}>={MISSING}" for o in before))
        )
        return (
            f"IF(OR({lacking}),{quoted('not_filled')},IF({off}=-1,{quoted('broken')},"
            f"IF({off}=1,{quoted('unsure')},{quoted('not_filled')})))"
        )
