"""What officials decided about findings, read afresh from the journal for every run."""

from __future__ import annotations

from typing import Any

from dashboard.queries import data_folder
from dashboard.queries.source import source
from etl.domain.errors import BrokenSheet
from etl.storage.review_decisions import Decision, decisions, journal_path, record
from etl.storage.review_decisions import history as decisions_about


def history(finding_id: str) -> tuple[Decision, ...]:
    """Return every decision about a finding, oldest first; none where they cannot be read."""
    try:
        return decisions_about(path(), finding_id)
    except BrokenSheet:
        return ()


def newest() -> dict[str, Decision]:
    """Return the newest decision of every finding.

    A journal that cannot be read is said on every page; the findings are shown all the same.
    """
    try:
        return {decision.finding_id: decision for decision in decisions(path())}
    except BrokenSheet:
        return {}


def verdicts() -> list[dict[str, Any]]:
    """Return the newest decision of every finding, as queries take it: `$verdicts`."""
    return [
        {
            "finding_id": d.finding_id,
            "figures_digest": d.stands_on,
            "verdict": str(d.verdict),
            "reason": d.reason,
            "who": d.who,
            "decided_at": d.decided_at,
        }
        for d in newest().values()
    ]


def decide(decision: Decision, seen: int) -> Decision:
    """Write a decision into the journal and return it; raise what it lacks, or who was faster."""
    return record(path(), decision, seen)


def path() -> Any:
    """Return the journal of what is on screen: the sample has one of its own."""
    return journal_path(data_folder(), is_sample=source().is_sample)
