"""What is wrong on purpose in the sample county is found, and nothing else is called an error."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from etl import sample
from tests.warehouses import stored

ODDITIES = Path(sample.__file__).with_name("oddities.yml")
# Which rules must notice an oddity; of a rule named with `+1`, in the report of the year after.
NOTICED_BY = {
    "late": {"signed_in_time"},
    "undated": {"report_dated"},
    "old_form": {"edition_in_force"},
    "lost_table": {"tables_complete"},
    "unreadable": {"cells_readable"},
    "row_total_wrong": {"applications_row_sum"},
    "balance_broken": {"applications_balance"},
    "carry_break": {"carried_in_follows"},
    "parts_over_total": {"parts_within_total"},
    "wechat_above_total": {"channel_within_total"},
    "approximate": {"figures_exact"},
    "preamble_year": {"period_year_agrees", "preamble_year_agrees", "body_year_agrees"},
    "rate_contradicts": {"hotline_rate_full_but_open", "hotline_rate_recomputed"},
    "answered_above_received": {"hotline_answered_within_received"},
    "told": {"told_applications_match", "told_no_applications"},
    "tenfold": {"proactive_total_jump"},
    "no_fees_told": {"fees_reported"},
    "misquoted": {"regulation_named_rightly"},
}
# Told by the page of filings and by the kinds of zero, and no contradiction of figures.
NO_FINDING = {"missing", "one_row_closed", "silent", "no_total", "received"}
# A total ten times too large is a jump in that year, or in the next where none came before.
LATER = {"tenfold"}
Found = dict[tuple[str, int], set[str]]


def entries() -> list[dict]:
    return yaml.safe_load(ODDITIES.read_text("utf-8"))


@pytest.fixture(scope="module")
def found(full_data: Path) -> tuple[Found, Found]:
    """Return the rules broken by township and year: all of them, and the errors alone."""
    every: Found = defaultdict(set)
    errors: Found = defaultdict(set)
    rows = stored(full_data, "select township, year, rule_id, severity from findings")
    for township, year, rule, severity in rows:
        every[township, year].add(rule)
        if severity == "error":
            errors[township, year].add(rule)
    return every, errors


@pytest.mark.parametrize(
    "oddity", [e for e in entries() if e["kind"] in NOTICED_BY], ids=lambda e: str(e.values())
)
def test_every_seeded_error_is_found(oddity: dict, found: tuple[Found, Found]) -> None:
    every, _ = found
    years = [oddity["year"], oddity["year"] + 1] if oddity["kind"] in LATER else [oddity["year"]]
    rules = {rule for year in years for rule in every[oddity["township"], year]}
    assert rules & NOTICED_BY[oddity["kind"]]


def test_nothing_else_is_called_an_error(found: tuple[Found, Found]) -> None:
    _, errors = found
    seeded = {(e["township"], e["year"]) for e in entries()}
    assert set(errors) - seeded == set()


def test_every_kind_of_oddity_is_accounted_for() -> None:
    kinds = {entry["kind"] for entry in entries()}
    assert kinds - set(NOTICED_BY) - NO_FINDING == {"copied"}
