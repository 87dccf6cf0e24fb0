"""What a warehouse holds beside the reports: register, deadlines, journal and definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from etl.definitions import Definitions, load, sections
from etl.definitions.rulebook import rulebook
from etl.definitions.unit_kinds import kind_of_type, unit_kinds
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.storage.decisions.joint_documents import JointDocuments
from etl.storage.decisions.unit_notes import UnitNote
from etl.storage.unit_register.deadlines import Deadline
from etl.storage.unit_register.series import carried_on

Rows = Iterable[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything beside the reports that a warehouse is built from."""

    is_sample: bool
    places: tuple[Place, ...]
    imports: tuple[ImportEntry, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    registered: frozenset[str] = frozenset()
    """The counties whose register a person has set."""
    notes: tuple[UnitNote, ...] = ()
    joint: tuple[JointDocuments, ...] = ()


def reference_rows(holdings: Holdings) -> Iterator[tuple[str, Rows]]:
    """Yield each table of the register and the definitions, with its rows."""
    yield "places", place_rows(holdings.places)
    yield "place_names", name_rows(holdings.places)
    yield "registered_counties", [(county_id,) for county_id in sorted(holdings.registered)]
    yield from definition_rows(load())


def import_rows(holdings: Holdings) -> Iterator[tuple[str, Rows]]:
    """Yield each table of what a county may change from one import to the next, with its rows."""
    yield "deadlines", [(d.county_id, d.year, d.deadline) for d in holdings.deadlines]
    yield "unit_notes", [(n.place_id, n.year, n.text, n.who, n.at) for n in holdings.notes]
    yield (
        "populations",
        [(p.place_id, *given) for p in holdings.places for given in p.populations],
    )
    yield "joint_documents", [row for one in holdings.joint for row in one.rows]
    yield "imports", [
        (
            i.imported_at, i.file_name, i.sha256, i.outcome, i.message, i.place_id, i.year,
            i.reports, i.seq, i.source, "、".join(i.near), i.brought_by or i.decided_by, i.why,
        )
        for i in holdings.imports
    ]  # fmt: skip


def place_rows(places: tuple[Place, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield the register, each unit with the unit that carries its series on."""
    series = carried_on(places)
    for place in places:
        yield (
            place.place_id, series[place.place_id], place.county_id, place.province,
            place.prefecture, place.county, place.township, place.type, kind_of_type(place.type),
            place.valid_from, place.valid_to, place.successor,
        )  # fmt: skip


def name_rows(places: tuple[Place, ...]) -> Iterator[tuple[str, str]]:
    """Yield every name by which reports may call a unit."""
    for place in places:
        yield from ((place.place_id, name) for name in {place.township, *place.aliases})


def definition_rows(definitions: Definitions) -> Iterator[tuple[str, Rows]]:
    """Yield the names of addresses, fields of work and indicators for the queries to use."""
    yield (
        "unit_kinds",
        [
            (kind.id, position, kind.label, *(kind.due or (None, None)), kind.is_compiled)
            for position, kind in enumerate(unit_kinds().values())
        ],
    )
    yield "address_names", definitions.address_rows()
    yield "form_cells", definitions.cell_rows()
    yield "section_titles", [(kind.ordinal, kind.title) for kind in sections()]
    fields = enumerate(definitions.taxonomy)
    yield "fields_of_work", [(f.id, position, f.label) for position, f in fields]
    yield "rules", [
        (
            rule.id, rule.code, position, family.id, family.label, rule.severity, rule.title,
            rule.why, rule.ask,
        )
        for position, (family, rule) in enumerate(rulebook().in_order())
    ]  # fmt: skip
    yield "indicator_terms", [
        (indicator.id, part, address)
        for indicator in definitions.indicators.values()
        for part in ("numerator", "denominator", "minus")
        for address in getattr(indicator, part)
    ]  # fmt: skip
