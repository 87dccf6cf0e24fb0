"""Keeps spreadsheets from running text as a formula when they open a CSV."""

from __future__ import annotations

import re

from etl.templates.stated_value import parsed_value

# What begins a formula, after any apostrophes of ours, or a line that a spreadsheet begins anew.
SIGNS = "[=+\\-@\\t\\r\\n\\x00\\x0b\\x0c\u0085\u2028\u2029＝＋－＠]"
RISKY_TEXT = f"^'*{SIGNS}"
RISKY = re.compile(RISKY_TEXT)
GUARDED = re.compile(f"^'+{SIGNS}")


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; plain numbers stay as they are."""
    return f"'{text}" if RISKY.match(text) and parsed_value(text) is None else text


def unguarded(text: str) -> str:
    """Return text as it was before `guarded`."""
    return text[1:] if GUARDED.match(text) else text


def guarded_sql(column: str) -> str:
    """Return the SQL that guards a column of text; `$risky` is to be RISKY_TEXT."""
    return (
        f'case when regexp_matches("{column}", $risky) and try_cast("{column}" as double) is null'
        f""" then '''' || "{column}" else "{column}" end as "{column}\""""
    )
