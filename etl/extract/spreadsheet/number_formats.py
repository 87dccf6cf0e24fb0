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
} | dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58), "yyyy年m月d日")  # fmt: skip
TOKEN = re.compile(r'"[^"]*"?|[\\!].|_.|\*.|\[[^\]]*\]|E[+-]|General|[^"\\!_*\[]', re.DOTALL)
PLACES = set("0#?")
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
    if "DBNum" in section:
        whole = number == number.to_integral() and 0 <= number < 1000
        return chinese(int(number)) if whole else ODD.format(plain(number))
    if "General" in tokens or bare == "@":
        texts = (plain(number) if t in ("General", "@") else literal(t) for t in tokens)
        return "".join(texts)
    if CLOCK.search(bare.replace("E+", "").replace("E-", "")) or "[h]" in section:
        return as_date(number, bare, epoch)
    if "E+" in tokens or "E-" in tokens or "/" in bare:
        return ODD.format(plain(number))
    return with_places(number, tokens)


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
    for token in TOKEN.findall(code):
        if token == ";":
            sections.append("")
        else:
            sections[-1] += token
    return sections


def plain(number: Decimal) -> str:
    """Return a number without a format: fifteen digits, no needless zeros."""
    if number == number.to_integral():
        return str(int(number))
    rounded = (
        number.normalize() if len(number.as_tuple().digits) <= 15 else +Decimal(f"{number:.15g}")
    )
    return f"{rounded:f}"


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
    start = datetime(1899, 12, 30) if epoch == 1900 else datetime(1904, 1, 1)  # noqa: DTZ001
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
    scaling = 0
    while end + 1 + scaling < len(tokens) and tokens[end + 1 + scaling] == ",":
        scaling += 1
    grouped = any(tokens[n] == "," for n in range(whole_spots[0] if whole_spots else 0, end))
    amount = abs(number).scaleb(2 * percents - 3 * scaling)
    rounded = amount.quantize(Decimal(1).scaleb(-len(part_spots)), ROUND_HALF_UP)
    digits, _, parts = f"{rounded:f}".partition(".")
    needed = sum(tokens[n] == "0" for n in whole_spots)
    digits = digits.lstrip("0").rjust(needed, "0")
    sign = "-" if number < 0 and rounded else ""
    return sign + laid_out(tokens, digits, parts, (whole_spots, part_spots), grouped=grouped)


def laid_out(
    tokens: list[str], digits: str, parts: str, spots: tuple[list[int], list[int]], *, grouped: bool
) -> str:
    """Return the digits before and behind the point with all that a format prints between them."""
    whole_spots, part_spots = spots
    filled: dict[int, str] = {}
    rest = digits
    for spot in reversed(whole_spots):
        first = spot == whole_spots[0]
        filled[spot] = rest if first else rest[-1:]
        rest = "" if first else rest[:-1]
    kept = parts
    for spot, digit in zip(reversed(part_spots), reversed(parts), strict=True):
        if tokens[spot] == "0" or digit != "0":
            break
        kept = kept[:-1]
    filled |= dict(zip(part_spots, kept, strict=False))
    if grouped and whole_spots:
        filled = {n: t for n, t in filled.items() if n not in whole_spots}
        filled[whole_spots[0]] = f"{int(digits or 0):,}"
    out = []
    for place, token in enumerate(tokens):
        if token in PLACES:
            out.append(filled.get(place, ""))
        elif token == ",":
            continue
        elif token == "." and not kept and part_spots:
            out.append("." if tokens[part_spots[0]] == "0" else "")
        else:
            out.append(literal(token))
    return "".join(out).strip()
