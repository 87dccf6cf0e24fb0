"""The rules in words, each with an example that breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from dashboard.labels import wording
from dashboard.labels.data_dictionary.entry import Entry
from etl.definitions.rulebook import rulebook
from etl.definitions.unit_kinds import unit_kinds
from etl.warehouse.checks.catalogue import catalogue
from etl.warehouse.checks.evaluate import Printed
from etl.warehouse.checks.explain import numbers, words
from etl.warehouse.checks.formula import Operand
from etl.warehouse.checks.instances import Instance

EACH = {"columns": "逐列核对", "rows": "逐行核对"}


def rules() -> Iterator[Entry]:
    """Yield every rule in the order of checking."""
    for family, rule in rulebook().in_order():
        shown = shown_instance(rule.id)
        yield Entry(
            rule.id,
            rule.title,
            formula(shown),
            group=family.label,
            code=rule.code,
            grade=wording.SEVERITY_LABELS[rule.severity],
            why=rule.why,
            example=example(shown),
            ask=rule.ask,
        )


@cache
def instances() -> dict[str, tuple[Instance, ...]]:
    """Return the instances of every rule."""
    found: dict[str, tuple[Instance, ...]] = {}
    for instance in catalogue():
        found[instance.rule.id] = (*found.get(instance.rule.id, ()), instance)
    return found


def shown_instance(rule_id: str) -> Instance:
    """Return the instance of a rule that its counter-example speaks of most fully."""
    return max(instances()[rule_id], key=given)


def given(instance: Instance) -> float:
    """Return which share of an instance's figures the counter-example of its rule gives."""
    named = [address(operand) in instance.rule.broken_by for operand in instance.operands]
    return sum(named) / len(named)


def formula(instance: Instance) -> str:
    """Return what must hold, under which condition, in the words of the form."""
    condition = f"如果{words(instance.when, instance)}，则 " if instance.when else ""
    repeated = EACH.get(instance.rule.each or "")
    kinds = "、".join(unit_kinds()[kind].label for kind in instance.rule.kinds)
    notes = "；".join(filter(None, (repeated, kinds and f"只核对{kinds}")))
    return f"{condition}{words(instance.expect, instance)}{f'（{notes}）' if notes else ''}"


def example(instance: Instance) -> str:
    """Return the numbers of the counter-example in the place of the names."""
    figures = {operand: printed(operand, instance) for operand in instance.operands}
    where = f"{instance.label}：" if instance.label else ""
    condition = f"{numbers(instance.when, figures)} 时，" if instance.when else ""
    return f"{where}{condition}{numbers(instance.expect, figures)}"


def printed(operand: Operand, instance: Instance) -> Printed:
    """Return a figure as the counter-example prints it."""
    raw = instance.rule.broken_by.get(address(operand))
    value = None if raw is None or isinstance(raw, str) else Decimal(str(raw))
    mark = "absent" if raw is None else "nil" if value is None else "number"
    return Printed(0, 0, operand.name, str(raw or ""), value, mark, "", "")


def address(operand: Operand) -> str:
    """Return the name under which a counter-example gives a figure."""
    return f"previous.{operand.name}" if operand.is_previous else operand.name
