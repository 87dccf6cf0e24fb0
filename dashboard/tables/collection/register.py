"""What the list of units, and what saving would change in it, are made of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dashboard.tables.schema import Column, Kind, Table, text
from etl.domain.place import Place
from etl.storage.unit_register import populations
from etl.storage.unit_register.unit_rows import headings
from etl.storage.unit_register.units import values_of


def units_table(places: Collection[Place]) -> Table:
    """Return what the list of these units is made of."""
    headed = headings() | population_headings(places)
    return Table("单位名册", tuple(text(name, label) for name, label in headed.items()))


def population_headings(places: Collection[Place]) -> dict[str, str]:
    """Return the headings of populations: those of any unit, and those of the year that is over."""
    years = {year for place in places for year, _ in place.populations}
    return populations.headings(sorted(years | {date.today().year - 1}))


def unit_rows(places: Collection[Place]) -> list[dict[str, str]]:
    """Return the rows of a list of units; what is not known of one is empty."""
    people = dict.fromkeys(population_headings(places), "")
    return [
        people | {"place_id": place.place_id} | values_of(place) | populations.columns(place)
        for place in places
    ]


CHANGES = Table(
    "保存前检查",
    (
        text("what", "变化"),
        text("township", "单位名称"),
        text("place_id", "代码"),
        text("parts", "内容"),
        Column("reports", "已有报告", Kind.COUNT, unit="年"),
    ),
)
