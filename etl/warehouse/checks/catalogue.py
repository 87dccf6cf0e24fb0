"""All instances of all rules, cross-checked: a rule that names what no form has is refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from etl.definitions import BrokenDefinition, load
from etl.definitions.rule_schema import Rule
from etl.definitions.rulebook import rulebook
from etl.warehouse.checks.formula import operands, parsed
from etl.warehouse.checks.instances import (
    Instance,
    Layout,
    Scope,
    bind,
    instances_of,
    layouts_of,
    parts,
)


@cache
def catalogue() -> tuple[Instance, ...]:
    """Return every instance of every rule, in the order of the definitions."""
    return tuple(instance for rule in rulebook().rules for instance in checked(rule))


def checked(rule: Rule) -> tuple[Instance, ...]:
    """Return the instances of a rule; refuse one without any, or with a name no one knows."""
    instances = tuple(instances_of(rule, layouts()))
    known = known_addresses()
    for name in names_of(rule):
        if name not in known:
            raise BrokenDefinition(f"rules: {rule.id} names {name}")
    if not instances:
        raise BrokenDefinition(f"rules: {rule.id} can judge no form")
    for address in (*rule.broken_by, *rule.holds_by):
        if address.removeprefix("previous.") not in known:
            raise BrokenDefinition(f"rules: the example of {rule.id} names {address}")
    return instances


def names_of(rule: Rule) -> Iterator[str]:
    """Yield the addresses that a rule names in any layout that has its table."""
    for layout in layouts():
        if rule.table is None or rule.table in layout.rows:
            for part, _ in parts(rule, layout):
                scope = Scope(rule, layout, part)
                for text in filter(None, (rule.when, rule.expect)):
                    yield from (o.name for o in operands(bind(parsed(text), scope)))


@cache
def layouts() -> tuple[Layout, ...]:
    """Return every layout of every edition, the free form included."""
    return tuple(layout for form in load().forms.values() for layout in layouts_of(form))


@cache
def known_addresses() -> frozenset[str]:
    """Return every address that a rule may name."""
    return frozenset((*printed_addresses(), *(f"report.{fact}" for fact in rulebook().facts)))


def printed_addresses() -> Iterator[str]:
    """Yield the address of everything that reports print, each once, in printed order."""
    cells = (name[0] for form in load().forms.values() for name in form.names())
    figures = (f"narrative.{figure}" for figure in load().figures)
    yield from dict.fromkeys((*cells, *figures))


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Return (full label, short label) of every address."""
    named = {row[0]: (row[2], row[3]) for row in load().address_rows()}
    facts = {f"report.{f.id}": (f.label, f.label) for f in rulebook().facts.values()}
    return named | facts


@cache
def sayings() -> dict[str, str]:
    """Return what is said of each count of ours that should be 0, by its address."""
    return {f"report.{fact.id}": fact.said for fact in rulebook().facts.values() if fact.said}
