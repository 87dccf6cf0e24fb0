"""How offices are named in titles, signatures and text, and which documents are no report."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from etl.definitions import read_yaml
from etl.definitions.schema import Definition


class OtherKind(Definition):
    """A kind of office above, below or beside townships, and what ends its names."""

    id: str
    label: str
    ends: tuple[str, ...]


class OwnWords(Definition):
    """What a report calls its own office, by whether that is a township-level unit."""

    township: tuple[str, ...]
    other: tuple[str, ...]


class OfficeWords(Definition):
    """The words around and in the names of offices."""

    township_kinds: tuple[str, ...]
    title_kinds: tuple[str, ...]
    followers: tuple[str, ...]
    acting_offices: tuple[str, ...]
    own_offices: tuple[str, ...]
    inner_words: tuple[str, ...]
    first_county: str
    zones: tuple[str, ...]
    county_kinds: tuple[str, ...]
    above_kinds: tuple[str, ...]
    topics: tuple[str, ...]
    leads: tuple[str, ...]
    longer_leads: tuple[str, ...]
    short_leads: str
    not_names: frozenset[str]
    names_below_a_city: frozenset[str]
    other_kinds: tuple[OtherKind, ...]
    own_words: OwnWords


class TitleWords(Definition):
    """The words by which titles, other lines of a page and days of publication are told."""

    titles: tuple[str, ...]
    not_titles: tuple[str, ...]
    index_heads: tuple[str, ...]
    stamps: tuple[str, ...]
    bare_stamps: tuple[str, ...]
    sites: tuple[str, ...]
    own_days: tuple[str, ...]
    period_words: tuple[str, ...]


class DocumentKind(Definition):
    """A kind of document that comes beside annual reports: how its title ends.

    `covers_report` is set where one may stand in front of a report in the same file, `is_blank` of
    the official form in which nothing is filled in.
    """

    id: str
    label: str
    ends: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    covers_report: bool = False
    is_blank: bool = False
    examples: tuple[str, ...] = ()


@cache
def office_words() -> OfficeWords:
    """Return the words around and in the names of offices."""
    return OfficeWords.model_validate(read_yaml("offices.yml"))


@cache
def title_words() -> TitleWords:
    """Return the words by which titles and days of publication are told."""
    return TitleWords.model_validate(read_yaml("titles.yml"))


@cache
def document_kinds() -> dict[str, DocumentKind]:
    """Return the documents that are no annual report, by id."""
    found = TypeAdapter(tuple[DocumentKind, ...]).validate_python(read_yaml("document_kinds.yml"))
    return {kind.id: kind for kind in found}
