"""Keeps spreadsheets from running text as a formula when they open a CSV."""

from __future__ import annotations

import re

from etl.templates.stated_value import parsed_value

RISKY = re.compile(r"'*[=+\-@\t\r\0＝＋－＠]")
GUARDED = re.compile(r"'+[=+\-@\t\r\0＝＋－＠]")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    return f"'{text}" if RISKY.match(text) and parsed_value(text) is None else text


def unguarded(text: str) -> str:
    """Return text as it was before `guarded`."""
    return text[1:] if GUARDED.match(text) else text
