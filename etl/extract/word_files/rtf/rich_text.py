"""Reads rich text (.rtf): paragraphs as lines, table rows with their cells."""

from __future__ import annotations

import re

from etl.domain.report import Line
from etl.extract.printed.lines import numbered_lines
from etl.extract.word_files.rtf.rich_story import RichStory
from etl.extract.word_files.rtf.rich_tokens import READABLE, SIGNS, SKIPPED, tokens
from etl.extract.word_files.rtf.rich_words import ACTIONS

SYMBOLS = {"~": " ", "_": "-", "\t": "\t"}
COLORS = re.compile(rb"\{\\colortbl([^{}]{0,20000})\}")
NEAR_WHITE = re.compile(rb"\\(?:red|green|blue)(?:24[89]|25\d)(?!\d)")
ESCAPED = "\\{}"


def lines(content: bytes) -> tuple[Line, ...]:
    """Return a file's paragraphs and table rows in printed order."""
    story = RichStory(whites=whites_in(content))
    for token in tokens(content):
        take(story, token)
    return numbered_lines(story.finish())


def whites_in(content: bytes) -> frozenset[int]:
    """Return the numbers of the colors that are white."""
    table = COLORS.search(content)
    colors = table[1].split(b";") if table else []
    return frozenset(n for n, color in enumerate(colors) if len(NEAR_WHITE.findall(color)) == 3)


def take(story: RichStory, token: re.Match[str]) -> None:
    """Take the next sign."""
    kind = token.lastgroup
    if kind in ("word", "number"):
        take_word(story, token["word"], token["number"])
    elif kind == "text":
        story.take_text(token["text"])
    elif kind == "byte":
        story.take_byte(token["byte"])
    elif kind == "group":
        story.open_group() if token[0] == "{" else story.close_group()
    elif kind == "optional":
        take_optional(story, token["optional"])
    elif kind == "symbol":
        take_symbol(story, token["symbol"])


def take_word(story: RichStory, word: str, number: str | None) -> None:
    """Take a control word."""
    if word in SIGNS:
        story.write(SIGNS[word])
    elif word in SKIPPED:
        story.holds_picture = story.holds_picture or (word == "pict" and story.state.is_written)
        story.skip()
    elif word in ACTIONS:
        ACTIONS[word](story, int(number) if number else None)


def take_optional(story: RichStory, word: str) -> None:
    """Take a part that other programs may leave out; most of them print nothing."""
    if word in READABLE:
        take_word(story, word, None)
    else:
        story.skip()


def take_symbol(story: RichStory, symbol: str) -> None:
    """Take a control symbol."""
    if story.to_skip:
        story.to_skip -= 1
    elif symbol in ESCAPED:
        story.take_text(symbol)
    elif symbol in "\r\n":
        story.end_paragraph()
    else:
        story.write(SYMBOLS.get(symbol, ""))
