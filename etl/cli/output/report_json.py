"""Writes a report as one JSON object, the form that `gongkai read --json` prints."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from etl.definitions.fields_of_work import field_of_work
from etl.domain.report import Candidate, Cell, Figure, Item, Report


def as_json(name: str, report: Report) -> dict[str, Any]:
    """Return a report as plain values: numbers as numbers, a missing value as None."""
    identity = report.identity
    return {
        "file": name,
        "place_id": identity.place_id,
        "county": identity.county,
        "township": identity.township,
        "year": identity.year,
        "other_office": identity.other_office,
        "document_kind": identity.document_kind,
        "report_date": day(identity.report_date),
        "published_on": day(identity.published_on),
        "period_from": day(identity.period_from),
        "period_to": day(identity.period_to),
        "edition": report.edition,
        "cells": [cell_json(cell) for cell in report.cells],
        "narrative": [figure_json(figure) for figure in report.figures],
        "categories": [item_json(item) for item in report.items],
        "candidates": [candidate_json(found) for found in report.candidates],
        "issues": [
            {"kind": i.kind, "message": i.message, "place": i.place, "address": i.address}
            for i in report.issues
        ],
        "ledger": dict(Counter(entry.use for entry in report.ledger)),
    }


def day(value: date | None) -> str | None:
    """Return a day as ISO text."""
    return value.isoformat() if value else None


def cell_json(cell: Cell) -> dict[str, Any]:
    """Return a cell of an official table as plain values."""
    return {
        "address": cell.address,
        "raw": cell.raw,
        "value": number(cell.value),
        "mark": cell.mark.value,
        "place": cell.place,
        "reading": cell.reading,
        "confidence": cell.confidence,
        "corrected": cell.corrected,
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return a figure of the narrative as plain values, with its sentence."""
    return {
        "address": figure.address,
        "raw": figure.raw,
        "value": number(figure.value),
        "mark": figure.mark.value,
        "approximate": figure.approximate,
        "evidence": figure.evidence,
        "place": figure.place,
        "reading": figure.reading,
        "detail": figure.detail,
        "confidence": figure.confidence,
        "corrected": figure.corrected,
    }


def item_json(item: Item) -> dict[str, Any]:
    """Return a part of the disclosed total as plain values, with its field of work."""
    return {
        "label": item.label,
        "count": number(item.count),
        "unit": item.unit,
        "axis": item.axis.value,
        "parent": item.parent,
        "field": field_of_work(item),
        "approximate": item.approximate,
        "evidence": item.evidence,
        "place": item.place,
    }


def candidate_json(found: Candidate) -> dict[str, Any]:
    """Return a count that may be a figure as plain values, with why it is not taken for it."""
    return {
        "address": found.address,
        "raw": found.raw,
        "value": number(found.value),
        "others": [number(value) for value in found.others],
        "reason": found.reason,
        "evidence": found.evidence,
        "place": found.place,
    }


def number(value: Decimal | None) -> int | float | None:
    """Return a whole value as an int, another as a float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
