"""Says which office, year and date a report names: title first, then period, body, signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from etl.domain.report import Document, Identity, Issue
from etl.transform.document.dates import NUMERAL, date_in, period_in
from etl.transform.document.office_names import office_in, unit_in
from etl.transform.narrative.normalize import normal

TITLE = re.compile(r"年度?报告|年报|工作报告")
TITLE_LINES = 12
SIGNATURE_LINES = 8
LONGEST_TITLE = 60
LONGEST_SIGNATURE = 40
LONGEST_LINE = 2_000
MAY_BE_TITLE = re.compile(r"[报報]")
YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")
CHINESE_YEAR = re.compile(r"二[〇○零O0]([〇○零一二三四五六七八九]{2})年?度?")
SAID_PERIOD = re.compile(r"统计(?:期限|期间|期|时间)[^。\d]{0,8}(20\d\d)年")
BODY_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月)")
PREAMBLE_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?[^,。;\d]{0,30}(?:年度报告|年报)")
# A heading that closes the preamble.
FIRST_SECTION = re.compile(r"[#*\s(（]*[一㈠][、)）.]?")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a document that are not blank, and its title in normal form.

    Other lines are brought to normal form only where something is looked for in them.
    """

    lines: tuple[str, ...]
    title: str
    name: str

    def preamble(self) -> Iterator[str]:
        """Yield the lines about the report itself between the title and the first section."""
        for line in self.lines[:TITLE_LINES]:
            if FIRST_SECTION.match(line):
                return
            if MAY_BE_TITLE.search(line) and (text := normal(line).lstrip("#*")) not in self.title:
                yield text

    def closing(self) -> Iterator[str]:
        """Yield the short lines at the end, the last first."""
        for line in reversed(self.lines[-SIGNATURE_LINES:]):
            if len(line) <= 2 * LONGEST_TITLE and "\t" not in line:
                yield normal(line)

    def body(self) -> Iterator[str]:
        """Yield every line of prose; dear, so asked only where opening and end are silent."""
        return (normal(line) for line in self.lines if "\t" not in line)

    def dated(self) -> Iterator[str]:
        """Yield every line in which a year may stand."""
        return (normal(line) for line in self.lines if "20" in line or "２０" in line)


def identify(document: Document) -> tuple[Identity, tuple[Issue, ...]]:
    """Return what the text says of its office, report year and date, and where it is in doubt.

    The file's name is asked last; a publication date never gives the year.
    """
    return identified(page_of(document))


def identified(page: Page) -> tuple[Identity, tuple[Issue, ...]]:
    """Return what a page says of its office, report year and date, and where it is in doubt."""
    county, township = unit_of(page)
    period = period_of(page)
    year, issues = year_of(page, period)
    report_date = date_of(page)
    start, end = period or (None, None)
    return Identity(township, county, year, report_date, period_from=start, period_to=end), issues


def page_of(document: Document) -> Page:
    """Return the lines of a document and its title among the first of them."""
    lines = tuple(
        line.text[:LONGEST_LINE] for line in document.lines if line.text and not line.text.isspace()
    )
    return Page(lines, title_of(lines[:TITLE_LINES]), document.name)


def title_of(opening: tuple[str, ...]) -> str:
    """Return the title: the first of the opening lines that calls itself an annual report.

    A title that is broken in two begins with the line of the office above it.
    """
    for place, line in enumerate(opening):
        if len(line) > 2 * LONGEST_TITLE or not MAY_BE_TITLE.search(line):
            continue
        text = normal(line).lstrip("#*")
        if TITLE.search(text) and len(text) < LONGEST_TITLE:
            above = normal(opening[place - 1][:LONGEST_TITLE]).lstrip("#*") if place else ""
            is_broken = len(above) < LONGEST_TITLE // 2 and unit_in(above) and not unit_in(text)
            return above + text if is_broken else text
    return ""


def unit_of(page: Page) -> tuple[str | None, str | None]:
    """Return (county, township) as named by the title, the signature, the body or the file."""
    signature = (text for text in page.closing() if len(text) < LONGEST_SIGNATURE)
    for text in (YEAR.sub("", page.title, count=1), *signature):
        found = unit_in(text)
        if found:
            return found
    offices = Counter(found for text in page.body() for found in office_in(text))
    if offices:
        return offices.most_common(1)[0][0]
    return unit_in(normal(page.name).rsplit(".", 1)[0]) or (None, None)


def period_of(page: Page) -> tuple[date, date] | None:
    """Return the first and last day of the statistics period, None where none is printed."""
    for line in page.lines:
        if "31" in line or "３１" in line or "30" in line:
            period = period_in(normal(line))
            if period is not None:
                return period
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
    issues = (
        [] if title else [Issue("title_without_year", "标题中没有年度", address="identity.year")]
    )
    if len(set(said.values())) > 1:
        message = "，".join(f"{where}写{named}年" for where, named in said.items())
        issues.append(Issue("year_conflict", message, address="identity.year"))
    return year, tuple(issues)


def year_in(title: str) -> int | None:
    """Return the year that a title names, in digits or in Chinese numerals."""
    if match := YEAR.search(title):
        return int(match[1])
    if match := CHINESE_YEAR.search(title):
        return int("20" + "".join(NUMERAL[character] for character in match[1]))
    return None


def years_of_body(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the year said of the statistics, else the one named most, else that of the file."""
    counted: Counter[int] = Counter()
    for text in page.dated():
        said = SAID_PERIOD.search(text)
        if said:
            yield "统计期限", int(said[1])
            return
        counted.update(int(year) for year in BODY_YEAR.findall(text))
    if counted:
        yield "正文", counted.most_common(1)[0][0]
    elif match := YEAR.search(page.name):
        yield "文件名", int(match[1])


def date_of(page: Page) -> date | None:
    """Return the date under the signature: the last date in the closing lines."""
    for text in page.closing():
        if len(text) <= LONGEST_TITLE and "至" not in text:
            found = date_in(text)
            if found is not None:
                return found
    return None
