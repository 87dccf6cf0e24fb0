"""Tells which of the lines that call themselves a report is the title, and which others may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.definitions.offices import office_words, title_words
from etl.transform.document.identity.dates import CHINESE_DATE, DATE, period_in
from etl.transform.document.identity.office_names import any_of, mentions, same_name
from etl.transform.document.identity.titles import (
    DAY_BEHIND,
    FIRST_SECTION,
    LONGEST_TITLE,
    OF_PAGE,
    TITLE,
    TITLE_LINES,
    Candidate,
    Title,
    candidates,
    heading_text,
    standing_alone,
)
from etl.transform.narrative.wording.normalize import normal

MOST_LISTED = 200
LAST_LINES = 8
# An own title and a link beside it; more are a list, and a site prints lists above a text.
FEW_TITLES = 2
TEXT_ENDS = ("。", ".", "无")
DAY_ALONE = re.compile(rf"\(?(?:{DATE.pattern}|{CHINESE_DATE.pattern})\)?")
OURS = re.compile(any_of(word for word in office_words().own_words.township if word[0] in "我本"))
CLAUSE_END = re.compile(r"[,。;!?]")
BODY_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月)")
PERIOD_WORD = re.compile(any_of(title_words().period_words))


def title_of(lines: Sequence[str]) -> Title:
    """Return the title: of the lines that call themselves a report the one that names an office or
    a year, the first of several; of several offices the one that the text below is of.
    """
    found = list(candidates(lines[:TITLE_LINES]))
    listed = {c.office for c in found if c.office}
    if len(listed) > 1:
        end = next((n for n, line in enumerate(lines) if FIRST_SECTION.match(line)), MOST_LISTED)
        found = list(candidates(lines[: max(TITLE_LINES, min(end, MOST_LISTED))]))
    best = max((c.worth for c in found), default=None)
    first = next((c for c in found if c.worth == best), None)
    if first is None:
        return Title()
    named = [c for c in found if c.office]
    if len({c.office for c in named}) < 2 and len({c.year for c in named} - {None}) < 2:
        return Title(first.number, first.text)
    return chosen(named, lines)


def chosen(named: list[Candidate], lines: Sequence[str]) -> Title:
    """Return the title of several that name offices or years, with those that it may be instead."""
    below = lines[named[-1].number + 1 :]
    year = period_year(below)
    office, is_sure = office_below(named, below, lines, year)
    own = [c for c in named if same_name(c.office, office)]
    if year is None and len({c.year for c in own} - {None}) > 1:
        year = body_year(below)
    title = next((c for c in own if c.year == year), None) or next(
        (c for c in own if c.year), own[0]
    )
    foreign = [c for c in named if not same_name(c.office, office)]
    rivals = [] if is_sure else foreign[:]
    others = (c for c in own if c.year not in (None, title.year))
    rivals += [c for c in others if c.number < title.number or year is None]
    texts = tuple(dict.fromkeys(c.text for c in rivals))
    return Title(title.number, title.text, texts, tuple(c.number for c in foreign))


def office_below(
    named: list[Candidate], below: Sequence[str], lines: Sequence[str], year: int | None
) -> tuple[str, bool]:
    """Return the office that the text below several titles is of, and whether it says so.

    Only a signature makes it sure: a text speaks of other offices too.
    """
    offices = list(dict.fromkeys(c.office for c in named))
    if all(same_name(office, offices[0]) for office in offices):
        return offices[0], True
    signers = dated_signers(below) or last_signers(below)
    signed = [o for signer in signers for o in offices if same_name(o, signer)]
    if signed and all(same_name(office, signed[0]) for office in signed):
        return signed[0], all(same_name(signer, signed[0]) for signer in signers)
    spoken = spoken_of(below)
    often = [sum(n for name, n in spoken.items() if same_name(o, name)) for o in offices]
    most = [o for o, times in zip(offices, often, strict=True) if times == max(often)]
    if max(often) and all(same_name(office, most[0]) for office in most):
        return most[0], False
    return nearest(named, lines, year), False


def nearest(named: list[Candidate], lines: Sequence[str], year: int | None) -> str:
    """Return the office of the likeliest title where the text names none: the first of two.

    A title with a day behind it is a link, one of another year than the text is of another report.
    """
    plain = [c for c in named if not DAY_BEHIND.search(heading_text(lines[c.number]))] or named
    likely = [c for c in plain if year is not None and c.year == year] or plain
    return likely[0 if len({c.office for c in likely}) <= FEW_TITLES else -1].office


def dated_signers(below: Sequence[str]) -> list[str]:
    """Return the offices that stand alone beside a day below the first section."""
    start = next((n for n, line in enumerate(below) if FIRST_SECTION.match(line)), 0)
    found = []
    for number, office, is_dated in alone(below, start):
        near = (*below[number + 1 : number + 3], *below[max(start, number - 1) : number])
        texts = (heading_text(line[:LONGEST_TITLE]) for line in near)
        if is_dated or any(DAY_ALONE.fullmatch(text) for text in texts):
            found.append(office)
    return found


def last_signers(below: Sequence[str]) -> list[str]:
    """Return the office that stands alone in the last lines, right below the text.

    Several are links of a site; so is one below what heads them.
    """
    found = list(alone(below, max(1, len(below) - LAST_LINES)))
    if len({office for _, office, _ in found}) != 1:
        return []
    number, office, _ = found[0]
    return [office] if below[number - 1].rstrip().endswith(TEXT_ENDS) else []


def alone(lines: Sequence[str], start: int) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines that are an office and nothing else, and whether a day stands behind."""
    for number in range(start, len(lines)):
        if len(lines[number]) > 2 * LONGEST_TITLE:
            continue
        text = heading_text(lines[number])
        bare = DAY_BEHIND.sub("", text)
        office = None if TITLE.search(bare) else standing_alone(bare)
        if office is not None:
            yield number, office.township or office.other, bare != text


def spoken_of(below: Sequence[str]) -> Counter[str]:
    """Count the lines that speak of each office as what acts.

    None that stands in a clause with 我镇 is the own one, and a line of its own may be a link.
    """
    times: Counter[str] = Counter()
    for raw in below:
        line = DAY_BEHIND.sub("", heading_text(raw))
        if TITLE.search(line) or OF_PAGE.search(line) or standing_alone(line) is not None:
            continue
        spoken = (m for clause in CLAUSE_END.split(line) for m in acting_in(clause))
        times.update(set(spoken))
    return times


def acting_in(clause: str) -> Iterator[str]:
    """Yield the townships of which a clause speaks as what acts."""
    if not OURS.search(clause):
        yield from (m.township for m in mentions(clause) if m.leads or m.acts)


def period_year(lines: Sequence[str]) -> int | None:
    """Return the year of the statistics period, None where no line gives one.

    Its line says so, or the line above from which it is broken off.
    """
    for above, line in pairwise(("", *lines)):
        if "31" not in line and "３１" not in line:
            continue
        text = normal(line)
        broken = normal(above[-LONGEST_TITLE:]) + text if period_in(text) is None else text
        for sentence in broken.split("。"):
            period = period_in(sentence) if PERIOD_WORD.search(sentence) else None
            if period is not None:
                return period[0].year
    return None


def body_year(lines: Sequence[str]) -> int | None:
    """Return the year that a text names most, None where two are named as often."""
    dated = (normal(line) for line in lines if "20" in line or "２０" in line)
    counted = Counter(int(year) for line in dated for year in BODY_YEAR.findall(line))
    most = counted.most_common(2)
    return most[0][0] if most and (len(most) < 2 or most[0][1] > most[1][1]) else None
