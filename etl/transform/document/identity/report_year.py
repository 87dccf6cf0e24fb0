"""Says which year and period a report is of: title first, then period, then body, then file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from etl.domain.report import Issue
from etl.transform.document.identity.dates import period_in
from etl.transform.document.identity.office_names import heading_office, same_name
from etl.transform.document.identity.page import Page
from etl.transform.document.identity.titles import YEAR, year_in
from etl.transform.narrative.wording.normalize import normal

SAID_PERIOD = re.compile(r"统计(?:期限|期间|期|时间)[^。\d]{0,8}(20\d\d)年")
UNTIL = re.compile(r"截[止至]到?(20\d\d)年(?:12月|年?底)")
# What this year is held against is not it: 较2024年增长.
BODY_YEAR = re.compile(r"(?<![\d较比])(20\d\d)年(?!\d{1,2}月|度?(?:同期)?(?:相比|相较|比较))")
PREAMBLE_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?[^,。;\d]{0,30}(?:年度报告|年报)")
LONGEST_LINE_BEFORE = 400
MOST_BROKEN = 2


def period_of(page: Page) -> tuple[date, date] | None:
    """Return the first and last day of the statistics period, None where none is printed.

    One that is broken over lines is read with the lines before.
    """
    before: tuple[str, ...] = ()
    for line in page.lines:
        if "31" in line or "３１" in line or "30" in line:
            text = normal(line)
            period = period_in(text)
            for above in reversed(before) if period is None else ():
                text = normal(above) + text
                period = period or period_in(text)
            if period is not None:
                return period
        before = (*before, line)[-MOST_BROKEN:] if len(line) < LONGEST_LINE_BEFORE else ()
    return None


def year_of(page: Page, period: tuple[date, date] | None) -> tuple[int | None, tuple[Issue, ...]]:
    """Return the report year, and an issue for every other year that the opening names."""
    title = year_in(page.title)
    said = {"标题": title} if title else {}
    if period is not None:
        said["统计期限"] = period[0].year
    if not said:
        said = dict(years_of_body(page))
    year = next(iter(said.values()), None)
    for text in page.preamble():
        for named in PREAMBLE_YEAR.findall(text):
            said.setdefault("前言", int(named))
    for rival in years_beside(page):
        said.setdefault("另一标题", rival)
    issues = (
        [] if title else [Issue("title_without_year", "标题中没有年度", address="identity.year")]
    )
    if len(set(said.values())) > 1:
        message = "，".join(f"{where}写{named}年" for where, named in said.items())
        issues.append(Issue("year_conflict", message, address="identity.year"))
    return year, tuple(issues)


def years_beside(page: Page) -> Iterator[int]:
    """Yield the years of other titles of the same office, where nothing tells which is meant."""
    office = heading_office(page.title)
    for rival in page.found_title.rivals:
        other, year = heading_office(rival), year_in(rival)
        names = [(o.township or o.other) if o else "" for o in (office, other)]
        if year is not None and year != year_in(page.title) and same_name(*names):
            yield year


def years_of_body(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the year said of the statistics, else the one named most, else that of the file."""
    counted: Counter[int] = Counter()
    until = None
    for text in page.dated():
        said = SAID_PERIOD.search(text)
        if said:
            yield "统计期限", int(said[1])
            return
        until = until or UNTIL.search(text)
        counted.update(int(year) for year in BODY_YEAR.findall(text))
    if counted:
        yield "正文", counted.most_common(1)[0][0]
    elif until:
        yield "正文", int(until[1])
    elif match := YEAR.search(page.name):
        yield "文件名", int(match[1])
