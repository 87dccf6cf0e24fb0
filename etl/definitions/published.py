"""What is published of a year beside the figures that reports print: groups, names and states."""

from __future__ import annotations

from functools import cache

from pydantic import Field, TypeAdapter

from etl.definitions import BrokenDefinition, load, read_yaml, zero_kinds
from etl.definitions.schema import Definition
from etl.definitions.states import vocabularies

INDICATORS = "indicators"


class PublishedFigure(Definition):
    """One figure of a group; `of` is the one of the units that it counts or adds up."""

    id: str
    label: str
    unit: str = ""
    made_of: str = Field(default="", alias="of")
    states: str = ""

    @property
    def heading(self) -> str:
        """Return the label with its unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


class PublishedGroup(Definition):
    """Figures that are published together since the same version."""

    id: str
    label: str
    figures: tuple[PublishedFigure, ...]


@cache
def published_groups() -> dict[str, PublishedGroup]:
    """Return every group by its id; refuse one that names states or figures there are not."""
    raw = TypeAdapter(tuple[PublishedGroup, ...]).validate_python(read_yaml("published.yml"))
    found = {group.id: group for group in raw}
    for group in raw:
        ids = {figure.id for figure in group.figures}
        for figure in group.figures:
            if figure.made_of and figure.made_of not in ids:
                raise BrokenDefinition(f"published.yml: {group.id}.{figure.id} is of no figure")
            states_of(figure)
    indicators = tuple(
        PublishedFigure(id=one.id, label=one.title, unit=one.unit)
        for one in load().indicators.values()
    )
    return found | {INDICATORS: found[INDICATORS].model_copy(update={"figures": indicators})}


@cache
def published_figures() -> dict[str, PublishedFigure]:
    """Return every figure by its address."""
    return {
        f"{group.id}.{figure.id}": figure
        for group in published_groups().values()
        for figure in group.figures
    }


def group_of(address: str) -> str:
    """Return the group of an address, empty for that of a printed figure."""
    group = address.partition(".")[0]
    return group if group in published_groups() else ""


def states_of(figure: PublishedFigure) -> dict[str, str]:
    """Return the words of a figure that is a state, none for a number; raise BrokenDefinition."""
    if not figure.states:
        return {}
    if figure.states == "zero_kinds":
        return {kind.id: kind.label for kind in zero_kinds()}
    if figure.states not in vocabularies():
        raise BrokenDefinition(f"published.yml: {figure.id} has states {figure.states}")
    return vocabularies()[figure.states].labels


def sources_of(address: str) -> tuple[str, ...]:
    """Return the addresses of the figures of units that a sum at this address is made of."""
    group = group_of(address)
    if group == INDICATORS:
        indicator = load().indicators.get(address.partition(".")[2])
        terms = (indicator.numerator, indicator.denominator, indicator.minus) if indicator else ()
        return tuple(dict.fromkeys(term for part in terms for term in part))
    figure = published_figures().get(address) if group else None
    return (f"{group}.{figure.made_of}",) if figure and figure.made_of else (address,)
