"""Tells the spans of time that a clause names, where they are no year."""

from __future__ import annotations

from etl.definitions.prose_words import pattern


def spans_years(text: str) -> bool:
    """Return whether a clause is of several years: 2013年至2017年共公开120条."""
    span = pattern("years").search(text)
    return span is not None and span["first"] < span["last"]
