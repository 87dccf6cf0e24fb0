"""Publishes a warehouse of given reports, the way the import does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etl import warehouse
from etl.content import content_tables, packed
from etl.filing import Origin, filings
from etl.holdings import Holdings
from etl.model import Submission
from etl.settling import Settled, head_of


def published(data: Path, holdings: Holdings, submissions: Sequence[Submission] = ()) -> Path:
    """Publish these reports and nothing else."""
    with warehouse.draft(data, "made by a test", is_sample=holdings.is_sample) as draft:
        filed = [
            filing
            for number, s in enumerate(submissions)
            for filing in filings(
                number,
                [head_of(s.report)],
                [Settled(s.place, s.year)],
                Origin(s.file_name, s.sha256, s.imported_at, s.original),
            )
        ]
        numbered = [(number, 0, s.report) for number, s in enumerate(submissions)]
        draft.add([], filed, packed(content_tables(numbered)))
        return draft.publish(holdings)
