"""What officials decided about findings, read afresh for every run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard.data.accounts.people import acting
from dashboard.queries import data_folder
from dashboard.queries.reader import counties
from dashboard.queries.source import source
from etl.domain.errors import ReportError
from etl.storage.decisions import review_decisions as storage
from etl.storage.decisions.review_decisions import Decision


def history(finding_id: str) -> tuple[Decision, ...]:
    """Return every decision about a finding, oldest first; none where they cannot be read."""
    try:
        return storage.history(root(), finding_id)
    except ReportError:
        return ()


def newest() -> dict[str, Decision]:
    """Return the newest decision of every finding.

    A store that cannot be read is said on every page; the findings are shown all the same.
    """
    try:
        return storage.newest(root())
    except ReportError:
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


def decide(decision: Decision, seen: int, about: tuple[str, int]) -> Decision:
    """Keep a decision and return it; raise what it lacks, who was faster, or that one may not.

    `seen` is how many decisions the reader has seen, `about` the unit and year of the report.
    """
    ours = replace(decision, who=acting(decision.who))
    return storage.record(root(), ours, seen, about, counties())


def root() -> Path:
    """Return the folder of what is on screen: the sample has one of its own."""
    return data_folder() / "sample" if source().is_sample else data_folder()
