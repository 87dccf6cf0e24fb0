"""A value of a record as the text of a cell, and back: the very same, and never a formula.

A cell that begins with `'` holds what follows it. One that begins with `"` holds a JSON text, in
which signs that sheets lose or change are escaped. Anything else is the value itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

LONGEST = 30_000
"""Of one cell; sheets hold a little more. What is longer goes on in further cells."""
# Controls, what XML cannot hold, blanks at either end, and what looks like an escape of a sheet.
FRAGILE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|^\\s|\\s$|_x")
RUN = tuple("=+-@＝＋－＠'\"")


def to_cell(value: Any) -> str:
    """Return a value as the text of a cell; None is an empty one."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if FRAGILE.search(text):
        return json.dumps(text).replace("_x", "\\u005fx")
    return f"'{text}" if text.startswith(RUN) else text


def from_cell(cell: str) -> str:
    """Return the text in a cell; raise ValueError for one that begins as JSON and is none."""
    if cell.startswith('"'):
        found = json.loads(cell)
        if not isinstance(found, str):
            raise ValueError(cell[:20])
        return found
    return cell[1:] if cell.startswith("'") else cell


def pieces(cell: str) -> list[str]:
    """Return the text of a cell in as many as hold it, one at least; each stays harmless."""
    if len(cell) <= LONGEST:
        return [cell]
    first, *others = (cell[at : at + LONGEST] for at in range(0, len(cell), LONGEST))
    return [first, *(f"'{other}" for other in others)]


def joined(cells: Sequence[str]) -> str:
    """Return the text of a cell that went on in others."""
    return cells[0] + "".join(cell[1:] for cell in cells[1:])
