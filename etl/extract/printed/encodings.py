"""Decodes text in the encodings that Chinese offices use, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache

from opencc import OpenCC

from etl.definitions import load
from etl.domain.errors import UnreadableFile

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
USUAL = "gb18030"
OTHERS = ("big5hkscs", "utf-16-le", "utf-16-be")
LEAST_SHARE = 0.15
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
CONTROL_SHARE = 0.002
SAMPLE = 20_000


def decoded(content: bytes) -> str:
    """Return the text of UTF-8, UTF-16, GB18030 or Big5 bytes, or raise UnreadableFile.

    Bytes without a mark are valid in several encodings; the one is taken in which most characters
    are those that the official form is printed in.
    """
    marked = next((code for bom, code in BOMS.items() if content.startswith(bom)), None)
    for encoding in [marked] if marked else ["utf-8"]:
        text = text_in(content, encoding)
        if text is not None:
            return text
    found = None if marked else unmarked(content)
    if found is not None:
        return found
    raise UnreadableFile(
        "文字编码无法识别，内容是乱码或不是文本文件。",
        "请用 Word、WPS 或记事本打开原件，另存为 UTF-8 编码的文本后重试。",
    )


def unmarked(content: bytes) -> str | None:
    """Return bytes as GB18030, or as what prints clearly more of the form's characters."""
    usual = text_in(content, USUAL)
    others = [text for code in OTHERS if (text := text_in(content, code))]
    best = max(others, key=form_share, default=None)
    if best is None or form_share(best) < max(LEAST_SHARE, form_share(usual) if usual else 0):
        return usual
    return best


def text_in(content: bytes, encoding: str) -> str | None:
    """Return bytes as text in an encoding, None where they are no text in it."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if len(CONTROL.findall(text)) <= CONTROL_SHARE * len(text) else None


def form_share(text: str) -> float:
    """Return the share of a text's characters that the official form is printed in."""
    sample = text[:SAMPLE]
    return sum(character in form_characters() for character in sample) / len(sample)


@cache
def form_characters() -> frozenset[str]:
    """Return the Chinese characters of the form's own words, simplified and traditional."""
    words = "".join(printed_words())
    return frozenset(words + str(OpenCC("s2t").convert(words))) - frozenset(map(chr, range(128)))


def printed_words() -> Iterator[str]:
    """Yield every label of every edition and every name of a figure."""
    for form in load().forms.values():
        for table in form.tables:
            yield table.title
            yield from (entry.label for entry in (*table.rows, *table.columns))
    yield from (figure.label for figure in load().figures.values())
