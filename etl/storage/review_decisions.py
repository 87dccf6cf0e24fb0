"""What officials decided about findings: a journal that outlives every rebuilt database.

A decision speaks of a finding as it stood; once its figures change, the finding is open again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from etl.domain.errors import ReportError
from etl.storage import jsonl

LONGEST_REASON = 500
LONGEST_NAME = 40
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class Verdict(StrEnum):
    """What can be decided: the finding is right, it is none, or the question is open again."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    REOPENED = "reopened"


class IncompleteDecision(ReportError):
    """A decision without a name, or a dismissal without a reason."""


class DecidedMeanwhile(ReportError):
    """Someone else has decided since the finding was looked at."""


class Line(BaseModel):
    """The shape of a line; what later versions add to it is passed over."""

    finding_id: str
    stands_on: str
    verdict: Verdict
    reason: str
    who: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the journal; `stands_on` is that of the finding when it was decided."""

    finding_id: str
    stands_on: str
    verdict: Verdict
    reason: str
    who: str
    decided_at: datetime


def journal_path(data: Path, *, is_sample: bool) -> Path:
    """Return the journal; decisions about the sample never mix with those about real reports."""
    return (data / "sample" if is_sample else data) / "decisions.jsonl"


def record(path: Path, decision: Decision, seen: int | None = None) -> Decision:
    """Add a decision to the journal and return it as it was written.

    With the number of decisions `seen` about the finding it is only added while there are no more.
    """
    written = cleaned(decision)
    at = written.decided_at.astimezone().isoformat(timespec="microseconds")
    values = asdict(written) | {"decided_at": at}
    as_seen = partial(is_as_seen, path, decision.finding_id, seen)
    if not jsonl.append(path, values, as_seen):
        raise DecidedMeanwhile("别人刚刚对这个问题作出了决定。", "请看过之后再决定。")
    return written


def is_as_seen(path: Path, finding_id: str, seen: int | None) -> bool:
    """Return whether there are as many decisions about a finding as someone has seen."""
    return seen is None or len(history(path, finding_id)) == seen


def history(path: Path, finding_id: str) -> tuple[Decision, ...]:
    """Return every decision about a finding, oldest first."""
    return tuple(d for d in decisions(path) if d.finding_id == finding_id)


def cleaned(decision: Decision) -> Decision:
    """Return the decision with its words on one line; refuse one that lacks what it needs."""
    who = CONTROL.sub(" ", decision.who).strip()[:LONGEST_NAME]
    reason = CONTROL.sub(" ", decision.reason).strip()[:LONGEST_REASON]
    if not who:
        raise IncompleteDecision("没有处理人。", "请填写您的姓名，再保存决定。")
    if decision.verdict is Verdict.DISMISSED and not reason:
        raise IncompleteDecision("没有理由。", "请写明不采纳的理由，例如“已电话核实，数字无误”。")
    return Decision(
        decision.finding_id, decision.stands_on, decision.verdict, reason, who, decision.decided_at
    )


def decisions(path: Path) -> Iterator[Decision]:
    """Yield every decision, oldest first; lines that are none are left out."""
    for values in jsonl.lines(path):
        found = decision_of(values)
        if found is not None:
            yield found


def decision_of(values: dict[str, Any]) -> Decision | None:
    """Return the decision in a line, None in one that is not whole.

    Its time is that of the clock on the wall where it was written.
    """
    try:
        read = Line.model_validate(values).model_dump()
    except ValidationError:
        return None
    return Decision(**read | {"decided_at": read["decided_at"].replace(tzinfo=None)})
