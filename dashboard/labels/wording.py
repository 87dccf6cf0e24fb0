"""How numbers, rates and missing values are written; a missing value is never written as 0."""

from __future__ import annotations

from typing import Any

import pandas as pd

from etl.definitions import load, terms, zero_kinds
from etl.definitions.states import labels, vocabularies
from etl.domain.report import Mark

NOTHING = "—"
UNCHANGED = "持平"
BESIDE = "　"
"""What stands between a name and the n/N beside it."""


MARK_LABELS = {mark.value: kind.label for mark, kind in load().marks.items()}
STATUS_LABELS = labels("filing")
DATE_SOURCES = labels("date_sources")
IMPORT_LABELS = labels("imports")
RETURN_LABELS = labels("returns")
BROUGHT_LABELS = labels("brought_back")
POINT_LABELS = labels("points")
SEVERITY_LABELS = labels("severities")
REVIEW_LABELS = labels("reviews")
RULE_OUTCOME_LABELS = labels("outcomes")
REASON_LABELS = labels("reasons")
COUNTY_CELL_LABELS = labels("county_cells")
PREFECTURE_CELL_LABELS = labels("prefecture_cells")
FROZEN_LABELS = labels("frozen_states")
PART_ORIGIN_LABELS = labels("part_origins")
MISSING_LABELS = MARK_LABELS | labels("missing_figures") | labels("unscored")
"""The word for each reason why there is no figure."""

ZERO_LABELS = {kind.id: kind.label for kind in zero_kinds()}


def title(vocabulary: str) -> str:
    """Return the word above a column of the states of a vocabulary."""
    return vocabularies()[vocabulary].title


def is_missing(value: Any) -> bool:
    """Return whether a cell of an answer holds no value."""
    return value is None or bool(pd.isna(value))


def missing(mark: Any = None) -> str:
    """Return the word for a value that is not there, by its mark where one is known."""
    if is_missing(mark) or mark == Mark.NUMBER:
        return NOTHING
    return MISSING_LABELS[mark]


def number(value: Any, unit: str = "", *, mark: Any = None, approximate: Any = False) -> str:
    """Return a count or amount with its unit, up to two decimals; ≈ marks an approximate one."""
    if is_missing(value):
        return missing(mark)
    text = f"{float(value):,.2f}".rstrip("0").rstrip(".")
    return f"{about(approximate)}{text} {unit}".rstrip()


def day(value: Any) -> str:
    """Return a date in words."""
    return f"{value.year} 年 {value.month} 月 {value.day} 日"


def rate(value: Any, *, mark: Any = None, digits: int = 1, approximate: Any = False) -> str:
    """Return a share of 1 as percent; ≈ marks one that approximate figures make."""
    if is_missing(value):
        return missing(mark)
    return f"{about(approximate)}{float(value):.{digits}%}"


def about(approximate: Any) -> str:
    """Return the sign before a figure that is approximate, nothing before any other."""
    return "≈" if not is_missing(approximate) and approximate else ""


def share(part: Any, whole: Any) -> str:
    """Return n/N as text."""
    return f"{number(part)}/{number(whole)}"


def change(value: Any, unit: str = "") -> str | None:
    """Return a change with its sign; None where there is nothing to compare with."""
    if is_missing(value):
        return None
    text = f"{float(value):+,.2f}".rstrip("0").rstrip(".")
    return UNCHANGED if text in ("+0", "-0") else f"{text} {unit}".rstrip()


def points(value: Any) -> str | None:
    """Return a change of a rate, given in shares of 1, as percentage points."""
    if is_missing(value):
        return None
    text = f"{float(value) * 100:+.1f}"
    return UNCHANGED if text in ("+0.0", "-0.0") else f"{text} 个百分点"


def coverage(units: Any, expected: Any) -> str:
    """Return how many units a sum covers."""
    return f"涵盖 {number(units)}/{number(expected)} 个单位"


def compared(townships: Any) -> str:
    """Return which townships a change on the year before speaks of, to go on after a definition."""
    return f"。较上年的变化只比较两年都有数的 {number(townships)} 个乡镇（街道）。"


def definition_help(name: str, indicator: str | None = None) -> str | None:
    """Return how a figure is defined: as this indicator, or as its own name is; None if nowhere."""
    if (indicator or name) in load().indicators:
        return definition(indicator or name)
    if name in terms():
        return terms()[name].meaning
    kinds = {kind.id: kind.meaning for kind in zero_kinds() if kind.id != "some"}
    marks = {mark.value: kind.meaning for mark, kind in load().marks.items()}
    return (kinds | marks).get(name)


def definition(indicator: str) -> str:
    """Return how an indicator is defined."""
    return load().indicators[indicator].note


def names(listed: Any, limit: int = 6) -> str:
    """Return names joined for a sentence, cut with their number when there are many."""
    given = [str(name) for name in listed]
    if len(given) <= limit:
        return "、".join(given)
    return f"{'、'.join(given[:limit])}等 {len(given)} 个"
