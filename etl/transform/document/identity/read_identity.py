"""Says which office, year and date a report names, and where in the text each of them stands.

What a document says of itself is weighed from the surest down: title, a line that is only the
office, the sentence that presents the report, the signature, and only then the body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from etl.definitions.offices import office_words
from etl.domain.report import Document, Identity, Issue, OfficeMention
from etl.transform.document.identity.closing import Signature, published_on, signature_of
from etl.transform.document.identity.document_kind import kind_of
from etl.transform.document.identity.office_names import (
    Mention,
    Office,
    any_of,
    heading_office,
    mentions,
    same_name,
)
from etl.transform.document.identity.page import Page, page_of
from etl.transform.document.identity.report_year import period_of, year_of
from etl.transform.document.identity.surroundings import office_on
from etl.transform.document.identity.titles import standing_alone
from etl.transform.narrative.wording.normalize import normal

# The sentence that presents the report: 公布…乡2024年政府信息公开年度报告, 由…编制.
PRESENTED = re.compile(
    r"(?:(?<!人民)政府)?信息(?:年度)?公开(?:工作)?(?:年度)?(?:工作)?"
    r"(?:(?:情况)?报告|年报|的?(?:总体|工作)?情况)(?!格式|编制|编写|有关|相关|的通知|的要求|填报|制度|模板|等工作)"
)
MADE_BY = re.compile(r"(?:负责)?(?:编制|制作|起草|编写|撰写)")
PARTED = re.compile(r"[,。;:|《]")
LONGEST_PHRASE = 50
OTHER_PAPERS = re.compile(
    r"[《〈<][^《》〈〉<>]{0,60}?(?:通知|条例|意见|办法|要点|方案|格式|规定|函|法)[》〉>]"
)
CONTACT = re.compile(
    r"(?:请|可)?(?:与|同|向|联系)[^,。;|]{0,30}联系|联系[:：]|编制单位|报告单位|填报单位|发布机构"
)
HEADING_LINES = 6
AROUND_TEXT = ("path", "file_name")
LEADS_WORTH, OFFICE_WORTH, CONTACT_WORTH, NAMED_WORTH = 3, 2, 2, 1
ENOUGH = 2


def identify(document: Document) -> tuple[Identity, tuple[Issue, ...]]:
    """Return what the text says of its office, report year and date, and where it is in doubt.

    The path through a site and the file's name are asked last; a publication date never gives
    the year.
    """
    page = page_of(document)
    return identified(page)


def identified(page: Page) -> tuple[Identity, tuple[Issue, ...]]:
    """Return what a page says of its office, report year and date, and where it is in doubt."""
    signature = signature_of(page)
    named = tuple(named_offices(page, signature))
    office, doubts = office_named(page, named)
    period = period_of(page)
    year, issues = year_of(page, period)
    start, end = period or (None, None)
    identity = Identity(
        office.township, office.county, year, signature.day, period_from=start, period_to=end,
        other_office=office.other, published_on=published_on(page), document_kind=kind_of(page),
        named=named,
    )  # fmt: skip
    return identity, doubts + issues


def named_offices(page: Page, signature: Signature) -> Iterator[OfficeMention]:
    """Yield the offices that the document names as its own, the surest first, and its file."""
    if page.title:
        for title in (page.title, *page.found_title.rivals):
            yield mention("title", title, heading_office(title) or Office(None))
    for number, line in enumerate(page.opening[:HEADING_LINES]):
        alone = standing_alone(line) if number not in page.path[0] else None
        if alone is not None and alone.township:
            yield mention("heading", line, alone)
            break
    yield from presented(page)
    if signature.office is not None:
        yield mention("signature", signature.text, signature.office)
    on_path = office_on(page.path[1])
    if on_path is not None:
        yield mention("path", " > ".join(page.path[1]), on_path)
    name = normal(page.name.rpartition("/")[2].rpartition(".")[0] or page.name)
    yield mention("file_name", name, heading_office(name) or Office(None))


def presented(page: Page) -> Iterator[OfficeMention]:
    """Yield the offices whose report the opening says that it is, or who made it."""
    text = OTHER_PAPERS.sub("|", page.opening_text)
    for source, pattern in (("presented", PRESENTED), ("made_by", MADE_BY)):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - LONGEST_PHRASE) : match.start()]
            phrase = PARTED.split(before)[-1]
            if source == "made_by":
                phrase = phrase.rpartition("由")[2] if "由" in phrase else ""
            elif "由" in phrase and MADE_BY.search(phrase):
                phrase = MADE_BY.split(phrase.rpartition("由")[2])[0]
            found = heading_office(phrase)
            if found is not None and (found.township or source == "made_by"):
                yield mention(source, phrase + match[0], found)
                break


def mention(source: str, text: str, office: Office) -> OfficeMention:
    """Return where an office is named."""
    return OfficeMention(source, text[:200], office.township, office.county, office.other)


def office_named(page: Page, named: tuple[OfficeMention, ...]) -> tuple[Office, tuple[Issue, ...]]:
    """Return the office of the report, and an issue where title and signature name different kinds.

    Where they name another kind of office, the body is not asked.
    """
    in_text = [n for n in named if n.source not in AROUND_TEXT]
    for found in in_text:
        if found.township:
            others = [n for n in in_text if n.source == "title" and n.other]
            issues = conflict(others, found) + rivals_of(found, in_text)
            return Office(found.township, county_of(found, named)), issues
    other = next((n.other for n in in_text if n.other), "")
    if not other and not is_of_other_kind(page):
        found_in_body = in_body(page)
        if found_in_body is not None:
            return found_in_body, ()
        around = next((n for n in named if n.source in AROUND_TEXT and n.township), None)
        if around is not None:
            return Office(around.township, around.county), ()
    return Office(None, other=other), ()


def county_of(found: OfficeMention, named: tuple[OfficeMention, ...]) -> str | None:
    """Return the county of an office, by another naming where the surest does not say it."""
    same = (n.county for n in named if n.township == found.township and n.county)
    return found.county or next(same, None)


def conflict(others: list[OfficeMention], found: OfficeMention) -> tuple[Issue, ...]:
    """Return the issue of a title that names another kind of office than the text does."""
    return tuple(
        Issue("office_conflict", f"标题写的是“{n.other}”，正文或落款写的是“{found.township}”",
              address="identity.township")
        for n in others
    )  # fmt: skip


def rivals_of(found: OfficeMention, named: list[OfficeMention]) -> tuple[Issue, ...]:
    """Return the issue of titles of several townships of which nothing tells the report's."""
    titles = (n.township for n in named if n.source == "title" and n.township)
    others = [t for t in dict.fromkeys(titles) if not same_name(t, found.township or "")]
    if not others or found.source != "title":
        return ()
    message = f"开头有几个标题，分别写“{found.township}”“{'”“'.join(others)}”"
    return (Issue("office_conflict", message, address="identity.township"),)


@cache
def own_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a township-level unit, and another office, calls itself."""
    words = office_words().own_words
    return re.compile(any_of(words.township)), re.compile(any_of(words.other))


def is_of_other_kind(page: Page) -> bool:
    """Return whether the text calls its own office one of another kind more often: 我局."""
    township, other = own_words()
    text = "\n".join(page.body())
    return len(other.findall(text)) > len(township.findall(text))


def in_body(page: Page) -> Office | None:
    """Return the township of which running text speaks as its subject, if it is one alone."""
    worth: Counter[str] = Counter()
    counties: dict[str, str] = {}
    for text in page.body():
        asked = CONTACT.search(text) is not None
        for found in mentions(text):
            worth[found.township] += worth_of(found, is_contact=asked)
            if found.county:
                counties.setdefault(found.township, found.county)
    joined = merged(worth)
    best = joined.most_common(2)
    if not best or best[0][1] < ENOUGH or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return None
    return Office(best[0][0], counties.get(best[0][0]))


def worth_of(found: Mention, *, is_contact: bool) -> int:
    """Return how much a mention says that the text is of this township."""
    if found.leads:
        return LEADS_WORTH
    if is_contact:
        return CONTACT_WORTH
    return OFFICE_WORTH if found.acts else NAMED_WORTH


def merged(worth: Counter[str]) -> Counter[str]:
    """Return the names with those added that only have words stuck before them: 简称青禾镇."""
    joined: Counter[str] = Counter()
    for name, points in worth.items():
        shorter = [o for o in worth if o != name and name.endswith(o) and worth[o] >= points]
        joined[max(shorter, key=worth.__getitem__) if shorter else name] += points
    return joined
