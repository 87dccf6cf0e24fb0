"""Load and serve the rules and the facts they may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from etl.definitions import BrokenDefinition, read_yaml
from etl.definitions.rule_schema import FactKind, Family, Rule, TextPattern


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules by family in the order of checking, and the facts by id."""

    families: dict[Family, tuple[Rule, ...]]
    facts: dict[str, FactKind]
    texts: tuple[TextPattern, ...]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return all rules in order."""
        return tuple(rule for _, rule in self.in_order())

    def in_order(self) -> Iterator[tuple[Family, Rule]]:
        """Yield every rule with its family."""
        for family, rules in self.families.items():
            for rule in rules:
                yield family, rule


@cache
def rulebook() -> Rulebook:
    """Return the rules and facts, read once per process; ids given twice are refused."""
    families = TypeAdapter(tuple[Family, ...]).validate_python(read_yaml("families.yml"))
    facts = TypeAdapter(tuple[FactKind, ...]).validate_python(read_yaml("facts.yml"))
    texts = TypeAdapter(tuple[TextPattern, ...]).validate_python(read_yaml("texts.yml"))
    several = TypeAdapter(tuple[Rule, ...])
    book = Rulebook(
        {f: several.validate_python(read_yaml("rules", f"{f.id}.yml")) for f in families},
        {fact.id: fact for fact in (*facts, *texts)},
        texts,
    )
    refuse_twice("facts.yml, texts.yml", [fact.id for fact in (*facts, *texts)])
    refuse_twice("rules", [rule.id for rule in book.rules])
    refuse_twice("rules", [rule.code for rule in book.rules])
    return book


def refuse_twice(file: str, ids: list[str]) -> None:
    """Refuse an id that is given twice."""
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise BrokenDefinition(f"{file}: given twice: {'、'.join(sorted(twice))}")
