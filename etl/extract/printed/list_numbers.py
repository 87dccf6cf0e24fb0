"""Counts the numbers that office programs print before the paragraphs of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

DIGITS = "〇一二三四五六七八九"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
         (1, "i"))  # fmt: skip
MOST_LEVELS = 9
LARGEST = 999
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered; `text` has %1 … %9 for the numbers of its levels."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class ListNumbers:
    """The lists of a document: the levels of each, and how far each has been counted.

    Lists that share a `family` count on together; `restarts` says where one begins anew.
    """

    levels: Mapping[str, tuple[Level, ...]]
    family: Mapping[str, str]
    restarts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    counted: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def number(self, of: str, depth: int) -> str:
        """Return what is printed before the next paragraph at a level, counted from 0."""
        levels = self.levels.get(of, ())
        if not 0 <= depth < min(len(levels), MOST_LEVELS):
            return ""
        counted = self.counted.setdefault(self.family.get(of, of), [None] * MOST_LEVELS)
        for above in range(depth):
            if counted[above] is None:
                counted[above] = levels[above].start
        restart = None if (of, depth) in self.begun else self.restarts.get((of, depth))
        self.begun.add((of, depth))
        before = counted[depth]
        if restart is not None:
            counted[depth] = restart
        else:
            counted[depth] = levels[depth].start if before is None else before + 1
        counted[depth + 1 :] = [None] * (MOST_LEVELS - depth - 1)
        return printed(levels, depth, counted)


def printed(levels: tuple[Level, ...], depth: int, counted: list[int | None]) -> str:
    """Return the number of a level with the numbers above it that it shows."""

    def shown(place: re.Match[str]) -> str:
        index = int(place[1]) - 1
        kind = levels[index].kind if index < len(levels) else "decimal"
        return formatted(counted[index] or 1, kind)

    return PLACE.sub(shown, levels[depth].text) if levels[depth].kind != "bullet" else ""


def before(number: str, text: str) -> str:
    """Return a paragraph behind its list number, which never becomes part of a figure."""
    if not number:
        return text
    return f"{number} {text}" if text[:1].isascii() and number[-1:].isascii() else number + text


def formatted(number: int, kind: str) -> str:
    """Return a number as a kind of list prints it; an unknown kind prints digits."""
    if not 0 <= number <= LARGEST or kind not in KINDS:
        return "" if kind == "none" else str(number)
    return KINDS[kind](number)


def chinese(number: int) -> str:
    """Return a number below a thousand in Chinese numerals: 十, 十二, 二十一, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not number else "")


def letters(number: int) -> str:
    """Return a number as letters: a … z, aa, bb."""
    turns, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * (turns + 1)


def roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    text = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def sign_from(first: str, most: int, start: int = 1) -> Callable[[int], str]:
    """Return what prints a number as one sign of a row that begins with `first`."""
    return lambda n: chr(ord(first) + n - start) if start <= n < start + most else str(n)


KINDS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(digit)) for digit in str(n)),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": lambda n: chinese(n).translate(
        str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
    ),
    "ideographDigital": lambda n: "".join(DIGITS[int(digit)] for digit in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join(DIGITS[int(digit)] for digit in str(n)),
    "taiwaneseDigital": lambda n: "".join(DIGITS[int(digit)] for digit in str(n)),
    "ideographTraditional": lambda n: STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: BRANCHES[(n - 1) % 12],
    "decimalEnclosedCircle": sign_from("①", 20),
    "decimalEnclosedCircleChinese": sign_from("①", 20),
    "decimalEnclosedParen": sign_from("⑴", 20),
    "decimalEnclosedFullstop": sign_from("⒈", 20),
    "ideographEnclosedCircle": sign_from("㊀", 10),
    "upperLetter": lambda n: letters(n).upper(),
    "lowerLetter": letters,
    "upperRoman": lambda n: roman(n).upper(),
    "lowerRoman": roman,
    "bullet": lambda _: "",
    "none": lambda _: "",
}
