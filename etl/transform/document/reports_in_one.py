"""Takes a document apart that holds several reports: each title of another one begins it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter

from etl.domain.report import Document, Line
from etl.transform.document.identity.office_names import heading_office
from etl.transform.document.identity.titles import (
    FIRST_SECTION,
    LONGEST_TITLE,
    MAY_BE_TITLE,
    MOST_ABOVE,
    NO_TITLE,
    TITLE,
    heading_text,
    with_lines_above,
    year_in,
)  # fmt: skip

# Between a title and the first heading of its report stand its number, its date and a preamble.
OPENING_LINES = 12
FEWEST_LINES = 8
Headed = tuple[str, int | None]


def parts_of(document: Document) -> tuple[Document, ...]:
    """Return a document for each report in one; the same where no second title opens another."""
    headed = (1 for line in document.lines if not line.cells and FIRST_SECTION.match(line.text))
    if sum(headed) < 2:
        return (document,)
    starts = [0]
    named: tuple[str, int | None] | None = None
    for index, title in nearest(titles(document.lines)):
        if named and is_other(title, named) and index - starts[-1] >= FEWEST_LINES:
            starts.append(index)
        named = title
    if len(starts) == 1:
        return (document,)
    ends = pairwise([*starts, len(document.lines)])
    return tuple(replace(document, lines=document.lines[a:b]) for a, b in ends)


def nearest(found: Iterable[tuple[int, int, Headed]]) -> Iterator[tuple[int, Headed]]:
    """Yield the titles without those of others between which and a report its own title stands.

    A site lists the reports of other offices above the one that it shows.
    """
    for _, group in groupby(found, key=itemgetter(0)):
        listed = list(group)
        own = listed[-1][2]
        yield from ((start, title) for _, start, title in listed if not is_other(title, own))


def is_other(title: tuple[str, int | None], before: tuple[str, int | None]) -> bool:
    """Return whether two titles are of two offices or of two years; one may leave out the year."""
    years = {title[1], before[1]} - {None}
    return title[0] != before[0] or len(years) > 1


def titles(lines: Sequence[Line]) -> Iterator[tuple[int, int, Headed]]:
    """Yield each title below which a report begins: where that is, its index, township and year."""
    for index, line in enumerate(lines):
        if len(line.text) > 2 * LONGEST_TITLE or not MAY_BE_TITLE.search(line.text):
            continue
        text = heading_text(line.text)
        if len(text) >= LONGEST_TITLE or not TITLE.search(text) or NO_TITLE.search(text):
            continue
        above = [near.text for near in lines[max(0, index - MOST_ABOVE) : index]]
        whole = with_lines_above(above, text)
        start = index - sum(heading_text(line) in whole for line in above if line.strip())
        office, year = heading_office(whole), year_in(whole)
        below = range(index + 1, min(index + OPENING_LINES, len(lines)))
        section = next((n for n in below if FIRST_SECTION.match(lines[n].text)), None)
        if office and office.township and section is not None:
            yield section, start, (office.township, year)
