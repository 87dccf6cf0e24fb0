"""Shows a stored number as the format of its cell does; what cannot be shown so is no number."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from etl.extract.printed.list_numbers import chinese

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
BUILT_IN |= dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "yyyy年m月d日")
TOKEN = re.compile(r'"[^"]*"?|[\\!].|_.|\*.|\[[^\]]*\]|E[+-]|General|[^"\\!_*\[]', re.DOTALL)
PLACES = ("0", "#", "?")
CLOCK = re.compile(r"[ymdhs]", re.IGNORECASE)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
TESTS = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
ODD = "（{}）"
LARGEST = Decimal(10) ** 15


@lru_cache(maxsize=1 << 12)
def shown(stored: str, code: str, epoch: int = 1900) -> str:
    """Return a stored number as a format shows it; `epoch` is the year that days count from."""
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number) >= LARGEST:
        return stored
    section, number = section_for(number, code)
    tokens = TOKEN.findall(section)
    bare = "".join(t for t in tokens if t[0] not in '"\\!_*[')
    if "General" in tokens or bare == "@":
        return "".join(plain(number) if t in ("General", "@") else literal(t) for t in tokens)
    clock = CLOCK.search(bare.replace("E+", "").replace("E-", "")) or "[h]" in section
    if clock and "DBNum" not in section:
        return as_date(number, bare, epoch)
    return with_places(number, tokens) if is_usual(tokens) else unusual(number, section)


def is_usual(tokens: list[str]) -> bool:
    """Return whether a format prints a number in its usual digits."""
    return not {"E+", "E-", "/"}.intersection(tokens) and not any("DBNum" in t for t in tokens)


def unusual(number: Decimal, section: str) -> str:
    """Return a number in Chinese numerals, or in brackets where we cannot print it as asked."""
    is_whole = number == number.to_integral() and 0 <= number < 1000
    return chinese(int(number)) if is_whole and "DBNum" in section else ODD.format(plain(number))


def section_for(number: Decimal, code: str) -> tuple[str, Decimal]:
    """Return the section of a format that a number is shown by, and the number that it shows."""
    sections = split(code)
    tests = [CONDITION.search(section) for section in sections]
    if any(tests):
        for section, test in zip(sections, tests, strict=True):
            if test is None or TESTS[test[1]](number, Decimal(test[2])):
                return CONDITION.sub("", section), number
        return "General", number
    if len(sections) > 1 and number < 0:
        return sections[1], -number
    if len(sections) > 2 and number == 0:
        return sections[2], number
    return sections[0], number


def split(code: str) -> list[str]:
    """Return the sections of a format, which semicolons part."""
    sections = [""]
    for sign in TOKEN.findall(code):
        if sign == ";":
            sections.append("")
        else:
            sections[-1] += sign
    return sections


def plain(number: Decimal) -> str:
    """Return a number without a format: fifteen digits, no needless zeros."""
    if number == number.to_integral():
        return str(int(number))
    rounded = number if len(number.as_tuple().digits) <= 15 else Decimal(f"{number:.15g}")
    return f"{rounded.normalize():f}"


def literal(token: str) -> str:
    """Return what a sign of a format prints that is no place for a digit."""
    if token[0] == '"':
        return token.strip('"')
    if token[0] in "\\!":
        return token[1:]
    if token[0] == "[":
        currency = re.match(r"\[\$([^\]-]*)", token)
        return currency[1] if currency else ""
    return "" if token[0] in "_*" else token


def as_date(number: Decimal, bare: str, epoch: int) -> str:
    """Return a number of days as the date, or the time, that its cell shows."""
    if not 0 <= number < 2_958_466:
        return ODD.format(plain(number))
    start = datetime(1899, 12, 30) if epoch == 1900 else datetime(1904, 1, 1)
    moment = start + timedelta(days=float(number))
    if not re.search(r"[yd]", bare, re.IGNORECASE):
        return f"{moment:%H:%M}" if re.search("h", bare, re.IGNORECASE) else f"{moment.month}月"
    if not re.search("d", bare, re.IGNORECASE):
        return f"{moment.year}年{moment.month}月"
    return f"{moment.year}年{moment.month}月{moment.day}日"


def with_places(number: Decimal, tokens: list[str]) -> str:
    """Return a number set into the places that a format has for its digits."""
    spots = [n for n, token in enumerate(tokens) if token in PLACES]
    percents = tokens.count("%")
    if not spots:
        return "".join(literal(token) for token in tokens)
    last = spots[-1]
    point = next((n for n, t in enumerate(tokens) if t == "." and n < last), last + 1)
    point = min(point, next((n for n, t in enumerate(tokens) if t == "."), last + 1))
    whole_spots = [n for n in spots if n < point]
    part_spots = [n for n in spots if n > point]
    end = whole_spots[-1] if whole_spots else -1
    scaling = commas_behind(tokens, end)
    if part_spots:
        scaling += commas_behind(tokens, part_spots[-1])
    grouped = any(tokens[n] == "," for n in range(whole_spots[0] if whole_spots else 0, end))
    amount = abs(number).scaleb(2 * percents - 3 * scaling)
    rounded = amount.quantize(Decimal(1).scaleb(-len(part_spots)), ROUND_HALF_UP)
    digits, _, parts = f"{rounded:f}".partition(".")
    needed = sum(tokens[n] == "0" for n in whole_spots)
    digits = digits.lstrip("0").rjust(needed, "0")
    sign = "-" if number < 0 and rounded else ""
    return sign + laid_out(tokens, digits, parts, (whole_spots, part_spots), grouped=grouped)


def commas_behind(tokens: list[str], place: int) -> int:
    """Return how many commas stand right behind a place; each divides the number by a thousand."""
    behind = tokens[place + 1 :]
    return next((n for n, sign in enumerate(behind) if sign != ","), len(behind))


def laid_out(
    tokens: list[str], digits: str, parts: str, spots: tuple[list[int], list[int]], *, grouped: bool
) -> str:
    """Return the digits before and behind the point with all that a format prints between them."""
    whole_spots, part_spots = spots
    kept = without_needless(parts, [tokens[spot] for spot in part_spots])
    filled = dict(zip(part_spots, kept, strict=False))
    if grouped and whole_spots:
        filled[whole_spots[0]] = f"{int(digits or 0):,}"
    elif whole_spots:
        rest = len(digits) - len(whole_spots) + 1
        filled[whole_spots[0]] = digits[: max(rest, 0)]
        tail = digits[max(rest, 0) :]
        filled |= dict(zip(reversed(whole_spots[1:]), reversed(tail), strict=False))
    if part_spots and not kept and tokens[part_spots[0]] != "0":
        tokens = ["" if sign == "." else sign for sign in tokens]
    return "".join(
        filled.get(place, "") if sign in PLACES else "" if sign in ("", ",") else literal(sign)
        for place, sign in enumerate(tokens)
    ).strip()


def without_needless(parts: str, places: list[str]) -> str:
    """Return the digits behind a point without zeros in places that need not be filled."""
    while parts and parts[-1] == "0" and places[len(parts) - 1] != "0":
        parts = parts[:-1]
    return parts
