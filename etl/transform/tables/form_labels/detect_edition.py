"""Recognizes the edition of the form by the labels that only it prints; never by the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

from etl.definitions import load, tolerance
from etl.definitions.schema import Form
from etl.transform.character_forms import MEMORY, label_key
from etl.transform.tables.form_labels.labels import (
    YEAR,
    column_keys,
    heading_keys,
    label_keys,
    spanning_labels,
)
from etl.transform.tables.form_labels.likeness import likeness
from etl.transform.tables.rows import Row, is_value

NEWEST = list(load().forms)[-1]
LONGEST_LABEL = 60
ENOUGH = 3
CLEARLY_ALIKE = tolerance("clearly_alike")


@cache
def own_keys() -> dict[str, frozenset[str]]:
    """Return, per edition, the label keys of its tables that no other edition prints."""
    forms = load().forms
    keys = {
        edition: frozenset(edition_keys(form, form.borrowed_rows))
        for edition, form in forms.items()
    }
    return {
        edition: mine - frozenset().union(*(k for e, k in keys.items() if e != edition))
        for edition, mine in keys.items()
    }


def edition_keys(form: Form, borrowed: tuple[str, ...] = ()) -> set[str]:
    """Return every row and column label key of an edition, save those of `borrowed` rows."""
    keys: set[str] = set()
    for table in form.grids:
        keys |= column_keys(table)
        for row in table.rows + table.optional_rows:
            if f"{table.id}.{row.id}" not in borrowed:
                keys |= {label_key(name) for name in (row.label, *row.aliases)}
    return keys


def edition_of(rows: tuple[Row, ...]) -> str | None:
    """Return the edition most of whose own labels stand in the rows, None when none does.

    Labels printed just so are asked first; only where there is none, damaged ones.
    """
    return most_voted(rows, votes_of) or most_voted(rows, damaged_votes_of)


def most_voted(rows: tuple[Row, ...], votes: Callable[[str], str]) -> str | None:
    """Return the edition with most votes of the cells, None where it has no lead."""
    counted: Counter[str] = Counter()
    for row in rows:
        cast = [vote for cell in row.cells if (vote := votes(cell))]
        # Before a row's own label stands that of its group, which may be a row of another edition.
        counted.update(cast[-1:] if len(cast) > 1 and any(map(is_value, row.cells)) else cast)
        if len(counted) == 1 and max(counted.values()) >= ENOUGH:
            break
    (best, count), *others = (*counted.most_common(), ("", 0))
    return best if count > 0 and all(count > other for _, other in others) else None


@lru_cache(maxsize=MEMORY)
def votes_of(text: str) -> str:
    """Return the edition that alone prints this label, without a year inside it, or nothing."""
    if not text or text.isdigit() or len(text) > LONGEST_LABEL:
        return ""
    for part in (text, *text.split()):
        for key in label_keys(part):
            for edition, keys in own_keys().items():
                if key in keys:
                    return edition
    return ""


@lru_cache(maxsize=MEMORY)
def damaged_votes_of(text: str) -> str:
    """Return the one edition of whose own labels this is a damaged one, or nothing."""
    key = YEAR.sub("", label_key(text)) if len(text) <= LONGEST_LABEL else ""
    if len(key) <= 4 or key in known_keys():
        return ""
    found = [
        edition
        for edition, keys in own_keys().items()
        if any(len(own) > 4 and likeness(own, key) > CLEARLY_ALIKE for own in keys)
    ]
    return found[0] if len(found) == 1 else ""


@cache
def known_keys() -> frozenset[str]:
    """Return every label key of every edition: rows, columns, spanning labels and headings."""
    keys = set(heading_keys())
    for form in load().forms.values():
        keys |= edition_keys(form)
        for table in form.grids:
            keys |= spanning_labels(table)
        keys |= {label_key(label) for label in form.other_labels}
    return frozenset(keys)
