"""Finds the counts in a text: digits or numerals, the words around them, and the unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from etl.definitions.prose_words import approximation
from etl.transform.numbers import printed_count

NUMERALS = (
    r"(?<![\d.数几好上第每某一二三四五六七八九十百千万两])[一二三四五六七八九十百千万两零]{1,10}"
)
UNITS = (
    "条次|件次|人次|家次|场次|篇次|条|篇|份|则|项|个|件|例|宗|起|次|期|场|单|人|家|处|类|种|户|名|万元|亿元|元"
    "|字|块|台|册|卷|盒|张|幅|段|部|批|组|支|本|套|轮|宗|步|座|所|余|款|位|封|通|笔|节|班|帖"
)
# Units of which a numeral in characters is a count: 一件, 四十余条; not 一体, 一个.
NUMERAL_UNITS = re.compile(
    r"[余多来]?(?:条(?!龙|例)|件(?!事)|篇|份(?!子)|例(?!如)|宗|期|次(?!性|办|回访)|场|则|起(?!来))"
)
NO_COUNT = re.compile(
    r"[·年月日号时点分:\-—/~至]|\.\d|\d|[A-Za-z]|个?工作日|小时|分钟|天|级|届|楼|室|千|百|亿|大|小[项类]|个部分|个方面"
)
BEFORE_NO_COUNT = re.compile(
    r"(?:\d·|第|No|[〔〕\[\]]|[\d年月][\-—/.~至:]|[A-Za-z.]|[(（]\d{0,3}-)$"
)
# What only a unit of documents lets be a count, behind a year that stands alone: 2024年300条.
IN_DATE = re.compile(r"\d[年月]$")
OF_YEAR = re.compile(r"(?:^|[,，、:：;；(（]|其中)20\d\d年$")
OF_DOCUMENTS = frozenset("条篇件份则")
# A year whose word was lost, before who did it: 2025青禾街共受理申请21件.
BARE_YEAR = re.compile(r"20[012]\d$")
OF_SUBJECT = re.compile("[\u4e00-\u9fff]{2,8}(?:镇|乡|街道?|共|累计|新增)")
# A measure by its number: “20条”惠企政策.
NAMED = re.compile("”[\u4e00-\u9fff]")
AFTER_UNIT = re.compile(r"部分|方面|工作日|小时|月|章节|附件|以上的")
# A round number alone is one of it: 万余条.
ROUND = ("百", "千", "万")
LEADING_ZERO = re.compile(r"0(?=[^.])")
LONGEST_COUNT = 9
# A bare number of so many digits is that of a telephone, one with a point a day: 5.15政务公开日.
SHORTEST_PHONE = 7
MOST_AFTER = 4
LONGEST_LEAD = 7


class Count(NamedTuple):
    """One count of a text: where it stands, how it is printed and what it comes to."""

    start: int
    end: int
    raw: str
    value: Decimal
    unit: str
    approximate: bool
    percent: bool


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of a count with the words of approximation and the unit around it."""
    words = approximation()
    before, after, around = map("|".join, (words.before, words.after, words.around))
    return re.compile(
        rf"(?P<before>{before})?"
        rf"(?P<count>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?|{NUMERALS})"
        rf"(?P<after>(?:{after})?万?(?:{after})?)(?P<unit>%|{UNITS})?(?P<around>{around})?"
    )


def counts_in(text: str) -> list[Count]:
    """Return the counts of a text from left to right; dates, numbers of things left out."""
    found = []
    for match in pattern().finditer(text):
        count = count_of(match, text)
        if count is not None:
            found.append(count)
    return found


def count_of(match: re.Match[str], text: str) -> Count | None:
    """Return the count of a match, None where it is a date, an ordinal or a word."""
    printed, unit = match["count"], match["unit"] or ""
    if not is_count(match, printed, unit, text):
        return None
    value = printed_count(f"一{printed}" if printed in ROUND else printed)
    if value is None:
        return None
    after = match["after"]
    if "万" in after:
        value = (value * 10_000).normalize() + 0
    return Count(
        match.start(),
        match.end(),
        f"{match['before'] or ''}{printed}{after}",
        value,
        unit,
        bool(match["before"] or after.replace("万", "") or match["around"]),
        unit == "%",
    )


def is_no_figure(printed: str, *, is_bare: bool) -> bool:
    """Return whether digits are those of a number of something, of a telephone, or of a day."""
    if len(printed.replace(",", "")) > LONGEST_COUNT or LEADING_ZERO.match(printed):
        return True
    return is_bare and (len(printed) >= SHORTEST_PHONE or "." in printed)


def is_left_bare(printed: str, text: str, end: int) -> bool:
    """Return whether what stands behind a number without a unit says that it is no count."""
    is_year = BARE_YEAR.match(printed) and OF_SUBJECT.match(text, end)
    return bool(is_year) or NO_COUNT.match(text, end) is not None


def is_count(match: re.Match[str], printed: str, unit: str, text: str) -> bool:
    """Return whether a number counts something rather than naming a day, a place or a thing."""
    if not printed[0].isdigit():
        return NUMERAL_UNITS.match(text, match.end("count")) is not None
    if is_no_figure(printed, is_bare=not unit and not match["after"]):
        return False
    before = text[max(0, match.start("count") - MOST_AFTER) : match.start("count")]
    is_quoted = before.endswith("“") and NAMED.match(text, match.end()) is not None
    if is_quoted or BEFORE_NO_COUNT.search(before):
        return False
    if IN_DATE.search(before):
        led = text[max(0, match.start("count") - LONGEST_LEAD) : match.start("count")]
        return unit in OF_DOCUMENTS and OF_YEAR.search(led) is not None
    if unit == "个" and AFTER_UNIT.match(text, match.end("unit")):
        return False
    return bool(unit) or not is_left_bare(printed, text, match.end("after"))
