"""Says where a report names its year and its office, so that the namings can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.domain.report import Identity, Line, Naming
from etl.transform.document.identity.dates import period_in
from etl.transform.document.identity.office_names import Office, heading_office
from etl.transform.document.identity.page import Page
from etl.transform.document.identity.report_year import PREAMBLE_YEAR
from etl.transform.document.identity.titles import year_in
from etl.transform.narrative.wording.normalize import normal

LONGEST_TEXT = 300


def namings_of(page: Page, identity: Identity, lines: Sequence[Line]) -> tuple[Naming, ...]:
    """Return how title, preamble, statistics period and signature name the year or the office."""
    named = (title_named(page), preamble_named(page), period_named(page), signed_by(identity))
    found = [naming for namings in named for naming in namings]
    return tuple(naming._replace(place=place_of(naming, lines)) for naming in found)


def title_named(page: Page) -> Iterator[Naming]:
    """Yield the title where there is one."""
    if page.title:
        office = heading_office(page.title) or Office(None)
        yield Naming("title", page.title, year_in(page.title), office.county, office.township)


def preamble_named(page: Page) -> Iterator[Naming]:
    """Yield the first line of the preamble that says of which year the report is."""
    for text in page.preamble():
        if match := PREAMBLE_YEAR.search(text):
            yield Naming("preamble", text[:LONGEST_TEXT], int(match[1]))
            return


def period_named(page: Page) -> Iterator[Naming]:
    """Yield the line that gives the statistics period."""
    for line in page.lines:
        if "31" in line or "３１" in line or "30" in line:
            text = normal(line)
            if period := period_in(text):
                yield Naming("period", text[:LONGEST_TEXT], period[0].year)
                return


def signed_by(identity: Identity) -> Iterator[Naming]:
    """Yield the township-level unit that signed."""
    for found in identity.named:
        if found.source == "signature" and found.township:
            yield Naming("signature", found.text, None, found.county, found.township)


def place_of(naming: Naming, lines: Sequence[Line]) -> str:
    """Return the place of the line that begins as a naming does; a signature stands last."""
    head = naming.text[:8]
    ordered = reversed(lines) if naming.whence == "signature" else iter(lines)
    near = (line for line in ordered if head[0] in line.text)
    return next((line.place for line in near if head in normal(line.text[:LONGEST_TEXT])), "")
