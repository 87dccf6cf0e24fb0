"""Says how alike a damaged label is to one of the form."""

from __future__ import annotations

import difflib

from etl.definitions import cell_words, tolerance

ENOUGH_ALIKE = tolerance("enough_alike")
SHORTEST_DAMAGED = 5


def opposes(key: str, label: str, others: frozenset[str]) -> bool:
    """Return whether a text says something of which the label is the opposite: 不予 … 上年 … 撤销.

    What stands in a label of the form before it, as of its group, says nothing against it.
    """
    strange = {sign for sign in cell_words().opposing if sign in key and sign not in label}
    if not strange:
        return False
    before = key[: -len(label)] if key.endswith(label) else key
    return not any(other in before and strange <= set(other) for other in others)


def likeness(label: str, key: str) -> float:
    """Return how alike two labels are, 0 to 1; a label with other text before it counts in full."""
    if len(label) < SHORTEST_DAMAGED - 1:
        return 1.0 if label == key else 0.0
    tail = key[-len(label) :] if len(key) > len(label) else key
    if tail == label:
        return 1.0
    # Of a label as much alike as asked for, at most two fifths of the characters are missing.
    if len(set(label).intersection(tail)) < len(set(label)) - 0.4 * len(label):
        return 0.0
    matcher = difflib.SequenceMatcher(None, label, tail, autojunk=False)
    if matcher.real_quick_ratio() < ENOUGH_ALIKE or matcher.quick_ratio() < ENOUGH_ALIKE:
        return 0.0
    return matcher.ratio()
