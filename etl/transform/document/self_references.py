"""Says where a report names its year and its office, so that the namings can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etl.domain.report import Line, Naming
from etl.transform.document.dates import period_in
from etl.transform.document.identity import PREAMBLE_YEAR, YEAR, Page, year_in
from etl.transform.document.office_names import unit_in
from etl.transform.narrative.normalize import normal

# An office alone on its line, with its seal and date at most.
SIGNED = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:政府|办事处)(?:\((?:公章|盖章|印章|章)\))?(?:20\d\d.*|二[〇○零].*)?"
)
LONGEST_TEXT = 300


def namings_of(page: Page, lines: Sequence[Line]) -> tuple[Naming, ...]:
    """Return how title, preamble, statistics period and signature name the year or the office."""
    found = (*title_named(page), *preamble_named(page), *period_named(page), *signature_named(page))
    return tuple(naming._replace(place=place_of(naming, lines)) for naming in found)


def title_named(page: Page) -> Iterator[Naming]:
    """Yield the title where there is one."""
    if page.title:
        county, township = unit_in(YEAR.sub("", page.title, count=1)) or (None, None)
        yield Naming("title", page.title, year_in(page.title), county, township)


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


def signature_named(page: Page) -> Iterator[Naming]:
    """Yield the office that stands alone on one of the last lines."""
    for text in page.closing():
        if SIGNED.fullmatch(text) and (unit := unit_in(text)):
            yield Naming("signature", text, None, *unit)
            return


def place_of(naming: Naming, lines: Sequence[Line]) -> str:
    """Return the place of the line that begins as a naming does; a signature stands last."""
    head = naming.text[:8]
    ordered = reversed(lines) if naming.whence == "signature" else iter(lines)
    near = (line for line in ordered if head[0] in line.text)
    return next((line.place for line in near if head in normal(line.text[:LONGEST_TEXT])), "")
