"""Says a formula in the words of the form, and in the numbers of a report."""

from __future__ import annotations

from decimal import Decimal

from etl.warehouse.checks import formula
from etl.warehouse.checks.catalogue import labels, sayings
from etl.warehouse.checks.evaluate import Figures, Printed, amount, holds
from etl.warehouse.checks.instances import Instance

RELATIONS = {"=": "=", "<>": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
CONTRARY = {"=": "≠", "<>": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}
MISSING = {"blank": "空", "absent": "缺", "unreadable": "？"}
SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
APART = {"<": "相差小于 {}", "<=": "相差不超过 {}", ">": "相差大于 {}", ">=": "相差 {} 及以上"}
JOINED = {"and": "，且", "or": "，或"}


def label(operand: formula.Operand, instance: Instance) -> str:
    """Return the name of a figure, without the column or row that the instance is about."""
    full, row = labels()[operand.name]
    named = {"columns": row, "rows": full.rpartition(" · ")[2]}.get(instance.rule.each or "", full)
    return f"上年“{named}”" if operand.is_previous else f"“{named}”"


def words(node: formula.Node, instance: Instance) -> str:
    """Return a formula in the words of the form."""
    match node:
        case formula.Comparison():
            text = compared_words(node, instance)
        case formula.Given():
            text = f"写明{label(node.of, instance)}"
        case formula.Positive():
            named = "、".join(amount_words(part, instance) for part in node.of[:2])
            text = f"{named}{'等' if len(node.of) > 2 else ''}有大于 0 的数"
        case formula.Same():
            text = two(node.left, "，与", node.right, instance) + "同时成立"
        case formula.Not():
            text = f"并非：{words(node.of, instance)}"
        case formula.Joined():
            text = JOINED[node.by].join(words(part, instance) for part in node.parts)
        case _:
            text = amount_words(node, instance)
    return text


def compared_words(node: formula.Comparison, instance: Instance) -> str:
    """Return in words how two amounts are to stand to each other."""
    match node.left, node.right:
        case formula.Distance(of=formula.Calculation(sign="-") as apart), formula.Number() as most:
            told = two(apart.left, " 与 ", apart.right, instance)
            return f"{told} {APART[node.relation].format(plain(most.value))}"
        case formula.Operand() as of, formula.Number() as meant if is_counted(node):
            return f"{label(of, instance)}为 {plain(meant.value)}"
    return two(node.left, f" {RELATIONS[node.relation]} ", node.right, instance)


def is_counted(node: formula.Comparison) -> bool:
    """Return whether a count of ours, which no report prints, is to be one number: none missing."""
    is_ours = isinstance(node.left, formula.Operand) and node.left.name.startswith("report.")
    return is_ours and node.relation == "=" and isinstance(node.right, formula.Number)


def amount_words(node: formula.Node, instance: Instance) -> str:
    """Return an amount in the words of the form."""
    match node:
        case formula.Number():
            return plain(node.value)
        case formula.Operand():
            return label(node, instance)
        case formula.Rows():
            only = node.of[0] if len(node.of) == 1 else None
            return label(only, instance) if only else f"“{node.label}”各项之和"
        case formula.Distance():
            return f"相差（{amount_words(node.of, instance)}）"
        case formula.Calculation():
            return two(node.left, f" {SIGNS[node.sign]} ", node.right, instance)
    raise TypeError(node)


def two(left: formula.Node, between: str, right: formula.Node, instance: Instance) -> str:
    """Return two formulas with what stands between them."""
    return f"{words(left, instance)}{between}{words(right, instance)}"


def numbers(node: formula.Node, figures: Figures) -> str:
    """Return a formula in the numbers of a report: a broken one says what is the case instead."""
    match node:
        case formula.Number():
            text = plain(node.value)
        case formula.Operand():
            text = shown(figures[node])
        case formula.Rows():
            text = summed(node, figures)
        case formula.Distance():
            text = f"|{numbers(node.of, figures)}|"
        case formula.Calculation():
            sign = SIGNS[node.sign]
            text = f"{numbers(node.left, figures)} {sign} {numbers(node.right, figures)}"
        case _:
            text = stated(node, figures)
    return text


def shown(printed: Printed) -> str:
    """Return one figure as it stands in a formula."""
    if printed.mark == "nil":
        return "/"
    return MISSING[printed.mark] if printed.value is None else plain(printed.value)


def stated(node: formula.Node, figures: Figures) -> str:
    """Return what is the case with a statement."""
    match node:
        case formula.Comparison():
            text = compared(node, figures)
        case formula.Given():
            text = "已写明" if holds(node, figures) else "未写明"
        case formula.Positive():
            above = [o for o in formula.operands(node) if (figures[o].value or 0) > 0]
            text = "，".join(f"{numbers(o, figures)} > 0" for o in above) or "没有大于 0 的数"
        case formula.Same():
            text = f"{stated(node.left, figures)}；{stated(node.right, figures)}"
        case formula.Not():
            text = stated(node.of, figures)
        case formula.Joined():
            broken = [part for part in node.parts if holds(part, figures) is not True]
            text = "，".join(stated(part, figures) for part in broken)
        case _:
            raise TypeError(node)
    return text


def compared(node: formula.Comparison, figures: Figures) -> str:
    """Return how two amounts stand to each other."""
    match node.left:
        case formula.Distance(of=formula.Calculation(sign="-") as apart):
            return recomputed(apart.left, apart.right, figures)
        case formula.Operand() as of if is_counted(node):
            said = sayings().get(of.name) or f"“{labels()[of.name][0]}”为 {{n}}"
            return said.replace("{n}", numbers(of, figures))
    relation = (CONTRARY if holds(node, figures) is False else RELATIONS)[node.relation]
    return f"{numbers(node.left, figures)} {relation} {numbers(node.right, figures)}"


def recomputed(stated: formula.Amount, computed: formula.Amount, figures: Figures) -> str:
    """Return what an amount comes to beside what the report states, a share of 100 as percent."""
    value, told = amount(computed, figures), numbers(stated, figures)
    if isinstance(computed, formula.Operand):
        apart = amount(formula.Distance(formula.Calculation("-", stated, computed)), figures)
        return f"{told} 与 {numbers(computed, figures)} 相差 {plain(apart or Decimal(0))}"
    match computed:
        case formula.Calculation(
            "/", formula.Calculation("*", formula.Number(value=hundred), part), whole
        ) if hundred == 100:
            text, sign = f"{numbers(part, figures)} ÷ {numbers(whole, figures)}", "%"
        case _:
            text, sign = numbers(computed, figures), ""
    if value is None:
        return f"{text}，报告写 {told}{sign}"
    return f"{text} = {plain(round(value, 1))}{sign}，报告写 {told}{sign}"


def summed(rows: formula.Rows, figures: Figures) -> str:
    """Return the sum of rows as far as they print numbers."""
    values = [figures[operand] for operand in rows.of]
    given = [printed.value for printed in values if printed.value is not None]
    if not given:
        return "/" if any(printed.mark == "nil" for printed in values) else "空"
    return plain(sum(given, Decimal(0)))


def plain(value: Decimal) -> str:
    """Return a number without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
