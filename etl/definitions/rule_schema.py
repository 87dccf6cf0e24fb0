"""The shapes of rules and of the facts that they may name; an unknown key is refused."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from etl.definitions.schema import Definition

Severity = Literal["error", "warning", "notice"]


class Family(Definition):
    """Rules that are looked at together; `rules/<id>.yml` holds them."""

    id: str
    label: str


class FactKind(Definition):
    """A number derived from a report, which rules name as `report.<id>`.

    `said` tells in a sentence what is the case where it should be 0, `{n}` stands for the number.
    """

    id: str
    label: str
    unit: str = ""
    note: str = ""
    said: str = ""


class TextPattern(FactKind):
    """A wording looked for in the prose of reports; how often it stands there is a fact.

    `sections` are those searched; `unless` must not stand in the same sentence. `counts` takes the
    number in the pattern's first group instead. Of a wording that is `wanted`, its absence is kept
    as such, with the last of the sections as its place; of any other it is a 0.
    """

    pattern: str
    sections: tuple[int, ...]
    unless: str = ""
    counts: bool = False
    wanted: bool = False
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Rule(Definition):
    """A consistency rule: what must hold, why, and numbers that break it.

    `title` says the norm, `fault` what is wrong where it is broken.

    `kinds` are those of the units that it judges, where others may well do what it forbids.
    `table` is that of the bare names in the formulas; `each` repeats the rule for every column or
    row of it but those in `without`, and `severities` sets single ones apart. `broken_by` and
    `holds_by` give the figures of a counter-example and of its clean counterpart by their address.
    """

    id: str
    code: str
    title: str
    fault: str
    why: str
    ask: str
    severity: Severity
    severities: dict[str, Severity] = Field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    table: str | None = None
    each: Literal["columns", "rows"] | None = None
    without: tuple[str, ...] = ()
    when: str | None = None
    expect: str
    broken_by: dict[str, float | str]
    holds_by: dict[str, float | str] = Field(default_factory=dict)
