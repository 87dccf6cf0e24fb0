"""Says which office, year and date a report names: title first, then period, body, signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from etl.model import Document, Identity, Issue
from etl.parsing.numbers import chinese_number
from etl.parsing.wording import plain, simplified, squeezed

TITLE = re.compile(r"年度?报告|年报|工作报告")
TITLE_LINES = 12
SIGNATURE_LINES = 8
LONGEST_LINE = 2_000
UNIT = (
    r"(?P<head>[\u4e00-\u9fff]{2,14}?(?:自治县|自治旗|县|区|旗|市))?"
    r"(?P<town>[\u4e00-\u9fff]{1,9}?(?:民族乡|苏木|街道|镇|乡))"
)
NAMED = re.compile(UNIT + r"(?=人民政府|政府|办事处|党|20\d\d|\(|年|政务|信息公开|关于|工作|$)")
OFFICE = re.compile(UNIT + r"(?=人民政府|办事处)")
NOT_NAME = re.compile(r"^(?:我|本|该|全|各|某|和|与|及|在|向|对|由|县|市|区)*")
YEAR = re.compile(r"(20\d\d)年?")
PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-|~)+")
BODY_YEAR = re.compile(r"(20\d\d)年(?!\d{1,2}月)")
DATE = re.compile(r"(20\d\d)[年./-](1[0-2]|0?[1-9])[月./-](3[01]|[12]\d|0?[1-9])(?:日|号)?(?!\d)")
CHINESE_DATE = re.compile(
    r"([二〇○零一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
NUMERAL = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")}
NUMERAL |= {"零": "0", "○": "0"}


def identify(document: Document) -> tuple[Identity, tuple[Issue, ...]]:
    """Return what the text says of its office, report year and date, and where it is in doubt.

    The file's name is asked last; a publication date never gives the year.
    """
    texts = [squeezed(simplified(plain(line.text[:LONGEST_LINE]))) for line in document.lines]
    texts = [text for text in texts if text]
    title = title_of(texts)
    county, township = unit_of(texts, title, document.name)
    year, issues = year_of(texts, title, document.name)
    return Identity(township, county, year, date_of(texts)), issues


def title_of(texts: list[str]) -> str:
    """Return the title: the first of the opening lines that calls itself an annual report."""
    opening = (t.lstrip("#*") for t in texts[:TITLE_LINES])
    return next((t for t in opening if TITLE.search(t) and len(t) < 60), "")


def unit_of(texts: list[str], title: str, name: str) -> tuple[str | None, str | None]:
    """Return (county, township) as named by the title, the signature, the body or the file."""
    signature = list(reversed(texts[-SIGNATURE_LINES:]))
    for text in [title, *(t for t in signature if len(t) < 40)]:
        found = NAMED.search(YEAR.sub("", text, count=1) if text == title else text)
        if found:
            return cleaned(found)
    offices = Counter(
        cleaned(match) for text in texts if "\t" not in text for match in OFFICE.finditer(text)
    )
    if offices:
        return offices.most_common(1)[0][0]
    found = NAMED.search(squeezed(plain(name)).rsplit(".", 1)[0])
    return cleaned(found) if found else (None, None)


def cleaned(match: re.Match[str]) -> tuple[str | None, str]:
    """Return (county, township) of a match without words that only lead up to a name."""
    head, town = match["head"], match["town"]
    bare = NOT_NAME.sub("", town)
    return (NOT_NAME.sub("", head) if head else None), bare if len(bare) > 1 else town


def year_of(texts: list[str], title: str, name: str) -> tuple[int | None, tuple[Issue, ...]]:
    """Return the report year, and an issue where title and statistics period disagree."""
    said = dict(years_said(texts, title, name))
    year = next(iter(said.values()), None)
    issues = []
    if "title" not in said:
        issues.append(Issue("title_without_year", "标题中没有年度", address="identity.year"))
    if len({said[k] for k in ("title", "period") if k in said}) > 1:
        message = f"标题写{said['title']}年，统计期限写{said['period']}年"
        issues.append(Issue("year_conflict", message, address="identity.year"))
    return year, tuple(issues)


def years_said(texts: list[str], title: str, name: str) -> Iterator[tuple[str, int]]:
    """Yield (where, year) from the most to the least telling place."""
    if match := YEAR.search(title):
        yield "title", int(match[1])
    for text in texts:
        if match := PERIOD.search(text):
            yield "period", int(match[1])
            break
    counted = Counter(int(year) for text in texts for year in BODY_YEAR.findall(text))
    if counted:
        yield "body", counted.most_common(1)[0][0]
    if match := YEAR.search(name):
        yield "name", int(match[1])


def date_of(texts: list[str]) -> date | None:
    """Return the date under the signature: the last date in the closing lines."""
    for text in reversed(texts[-SIGNATURE_LINES:]):
        if len(text) > 60:
            continue
        found = [tuple(map(int, match)) for match in DATE.findall(text)]
        found += [in_digits(match) for match in CHINESE_DATE.findall(text)]
        if found:
            return real_date(found[-1])
    return None


def in_digits(parts: tuple[str, str, str]) -> tuple[int, ...]:
    """Return year, month and day of a date written in Chinese numerals."""
    year = int("".join(NUMERAL[character] for character in parts[0]))
    return year, int(chinese_number(parts[1]) or 0), int(chinese_number(parts[2]) or 0)


def real_date(parts: tuple[int, ...]) -> date | None:
    """Return the date, or None for one that the calendar does not have."""
    try:
        return date(*parts)
    except ValueError:
        return None
