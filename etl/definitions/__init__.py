"""Load, cross-check and serve the definition files: everything that changes with the world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter

from etl.definitions.prose_schema import SectionKind
from etl.definitions.schema import (
    CellWords,
    FieldOfWork,
    FigureKind,
    Form,
    Indicator,
    ListWords,
    MarkKind,
    Term,
    ZeroKind,
)
from etl.domain.report import Mark

HERE = files(__name__)

Entry = TypeVar("Entry", FigureKind, Indicator)


class BrokenDefinition(ValueError):
    """A definition file contradicts itself or another; never caught, mended in the file."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """Every definition, cross-checked; `forms` are in the order of their report years."""

    forms: dict[str, Form]
    figures: dict[str, FigureKind]
    taxonomy: tuple[FieldOfWork, ...]
    indicators: dict[str, Indicator]
    marks: dict[Mark, MarkKind]

    def address_rows(self) -> list[tuple[str, int, str, str, str]]:
        """Return (address, position, label, row label, unit); a newer edition's name wins."""
        named = {
            f"narrative.{figure.id}": (figure.label, figure.label, figure.unit)
            for figure in self.figures.values()
        }
        for form in self.forms.values():
            named |= {name[0]: name[1:] for name in form.names()}
        return [(address, place, *name) for place, (address, name) in enumerate(named.items())]

    def cell_rows(self) -> list[tuple[str, int, str, str, str, bool, bool]]:
        """Return (edition, first year, table, its title, address, decimal, signed) of each cell.

        Those are the cells that every report of the edition prints; lists have none of them.
        """
        return [
            (
                form.edition, form.in_force.get("from", 0), table.id, table.title,
                f"{table.id}.{row.id}.{column_id}",
                table.column(column_id).decimal, table.column(column_id).signed,
            )
            for form in self.forms.values()
            for table in form.grids
            for row in table.rows + table.optional_rows
            for column_id in table.columns_of(row.id)
        ]  # fmt: skip

    def form_for(self, year: int) -> Form:
        """Return the edition in force for a report year."""
        newest = next(reversed(self.forms.values()))
        fitting = (f for f in self.forms.values() if year <= f.in_force.get("to", year))
        return next(fitting, newest)


def read_yaml(*parts: str) -> Any:
    """Return the parsed YAML file at this path below the definitions."""
    return yaml.load(HERE.joinpath(*parts).read_text("utf-8"), Loader=yaml.CSafeLoader)


def with_blocks(table: dict[str, Any]) -> dict[str, Any]:
    """Return the table with one block of all rows and columns where the file names none."""
    if "blocks" in table:
        return table
    block = {
        "columns": [column["id"] for column in table["columns"]],
        "rows": [row["id"] for row in table["rows"]],
    }
    return {**table, "blocks": [block]}


def merged_tables(entry: dict[str, Any], raw: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return an edition's tables laid over those of the edition it is based on."""
    own = {table["id"]: table for table in entry["tables"]}
    if "based_on" not in entry:
        return [with_blocks(table) for table in own.values()]
    merged = []
    for table in raw[entry["based_on"]]["tables"]:
        mine = own.get(table["id"], {})
        merged.append(with_blocks(mine if "rows" in mine else {**table, **mine}))
    return merged


def load_forms() -> dict[str, Form]:
    """Return the editions by name, oldest first."""
    names = sorted(f.name for f in HERE.joinpath("forms").iterdir() if f.name.endswith(".yml"))
    raw = {entry["edition"]: entry for entry in (read_yaml("forms", name) for name in names)}
    forms = {}
    for edition, entry in raw.items():
        shape = {k: v for k, v in entry.items() if k not in ("based_on", "tables")}
        forms[edition] = Form.model_validate({**shape, "tables": merged_tables(entry, raw)})
    return forms


def by_id(entries: list[Entry], file: str) -> dict[str, Entry]:
    """Return entries by id, refusing an id given twice."""
    found = {entry.id: entry for entry in entries}
    if len(found) != len(entries):
        raise BrokenDefinition(f"{file}: an id is given twice")
    return found


def check_indicators(definitions: Definitions) -> None:
    """Refuse an indicator that names an address which no form or figure has."""
    known = {a for form in definitions.forms.values() for a in form.addresses()}
    known |= {f"narrative.{figure}" for figure in definitions.figures}
    for table in definitions.forms["2019"].tables:
        known |= {
            f"{table.id}.{row.id}.{column.id}"
            for row in table.optional_rows
            for column in table.columns
        }
    for indicator in definitions.indicators.values():
        named = indicator.numerator + indicator.denominator + indicator.minus
        for address in named:
            if address not in known:
                raise BrokenDefinition(f"indicators.yml: {indicator.id} names {address}")


@cache
def load() -> Definitions:
    """Return the definitions, read once per process."""
    definitions = Definitions(
        forms=load_forms(),
        figures=by_id(
            TypeAdapter(list[FigureKind]).validate_python(read_yaml("figures.yml")),
            "figures.yml",
        ),
        taxonomy=TypeAdapter(tuple[FieldOfWork, ...]).validate_python(read_yaml("taxonomy.yml")),
        indicators=by_id(
            TypeAdapter(list[Indicator]).validate_python(read_yaml("indicators.yml")),
            "indicators.yml",
        ),
        marks={
            Mark(kind.id): kind
            for kind in TypeAdapter(list[MarkKind]).validate_python(read_yaml("marks.yml"))
        },
    )
    check_indicators(definitions)
    return definitions


@cache
def cell_words() -> CellWords:
    """Return what offices print in a cell beside its figure."""
    return CellWords.model_validate(read_yaml("cells.yml"))


@cache
def tolerance(name: str) -> float:
    """Return how much of a label may be damaged, or how far lost figures are looked for."""
    return float(read_yaml("tolerances.yml")[name]["value"])


@cache
def list_words() -> ListWords:
    """Return the headings of the columns of statistics tables."""
    return ListWords.model_validate(read_yaml("lists.yml"))


@cache
def list_names() -> frozenset[str]:
    """Return the headings that open a statistics table; what stands above one is no part of it."""
    return frozenset(list_words().names)


@cache
def page_furniture() -> frozenset[str]:
    """Return the words that head a row which a page prints around a report."""
    return page_words("labels")


@cache
def page_words(kind: str) -> frozenset[str]:
    """Return the words by which one kind of what a page prints around a report is told."""
    return frozenset(read_yaml("page_furniture.yml")[kind])


@cache
def sections() -> tuple[SectionKind, ...]:
    """Return the six parts of a report in order."""
    return TypeAdapter(tuple[SectionKind, ...]).validate_python(read_yaml("sections.yml"))


@cache
def zero_kinds() -> tuple[ZeroKind, ...]:
    """Return how we know that no one applied, the surest first."""
    return TypeAdapter(tuple[ZeroKind, ...]).validate_python(read_yaml("zero_kinds.yml"))


@cache
def terms() -> dict[str, Term]:
    """Return the words above columns by the name of the column."""
    found = TypeAdapter(tuple[Term, ...]).validate_python(read_yaml("terms.yml"))
    return {term.id: term for term in found}
