"""What officials decided about findings; it outlives every rebuilt database.

A decision speaks of a finding as it stood; once its figures change, the finding is open again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import select

from etl.domain.errors import ReportError
from etl.storage.files import jsonl
from etl.storage.records import change_log
from etl.storage.records.change_log import (
    LONGEST_NAME,
    LONGEST_REASON,
    Act,
    Edit,
    one_line,
    values_of,
)
from etl.storage.records.confines import Counties
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import DECISIONS
from etl.storage.records.takeover import take_over

FILE = "decisions.jsonl"


class Verdict(StrEnum):
    """What can be decided: the finding is right, it is none, or the question is open again."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    REOPENED = "reopened"


class IncompleteDecision(ReportError):
    """A decision without a name, or a dismissal without a reason."""


class Line(BaseModel):
    """The shape of a line in which earlier versions kept a decision."""

    finding_id: str
    stands_on: str
    verdict: Verdict
    reason: str
    who: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """`stands_on` is that of the finding when it was decided."""

    finding_id: str
    stands_on: str
    verdict: Verdict
    reason: str
    who: str
    decided_at: datetime


def record(
    root: Path,
    decision: Decision,
    seen: int | None = None,
    about: tuple[str, int | None] = ("", None),
    counties: Counties = None,
) -> Decision:
    """Keep a decision and return it as it was written; `about` is the unit and year of its report.

    With the number of decisions `seen` about the finding it is only kept while there are no more;
    raises ChangedMeanwhile, which says what the other has decided, and OutOfConfines where the
    report is of none of the person's `counties`.
    """
    written = cleaned(decision)
    take_over(root, FILE, earlier)
    with writing(root) as connection:
        edit = replace(edit_of(written), place_id=about[0], year=about[1], seen=seen)
        act = replace(act_of(written), counties=counties)
        change_log.record(connection, act, [edit])
    return written


def newest(root: Path) -> dict[str, Decision]:
    """Return the decision that stands about each finding."""
    take_over(root, FILE, earlier)
    with reading(root) as connection:
        rows = connection.execute(select(DECISIONS))
        return {row.key: decision_from(row.key, values_of(row)) for row in rows}


def history(root: Path, finding_id: str) -> tuple[Decision, ...]:
    """Return every decision about a finding, oldest first; one that was undone is open again."""
    take_over(root, FILE, earlier)
    with reading(root) as connection:
        changes = change_log.changes(connection, kind=DECISIONS.name, key=finding_id)
        return tuple(
            decision_from(finding_id, change.after)
            if change.after is not None
            else Decision(finding_id, "", Verdict.REOPENED, change.why, change.who, change.at)
            for change in changes
        )


def earlier(path: Path) -> Iterator[tuple[Act, Edit]]:
    """Yield the decisions of a journal of an earlier version; lines that are none are left out."""
    for values in jsonl.lines(path):
        found = decision_of(values)
        if found is not None:
            yield act_of(found), edit_of(found)


def act_of(decision: Decision) -> Act:
    """Return the act of the person who decided."""
    return Act(decision.who, decision.reason, decision.decided_at)


def edit_of(decision: Decision) -> Edit:
    """Return the change that makes a decision."""
    at = decision.decided_at.astimezone().isoformat(timespec="microseconds")
    values = asdict(decision) | {"decided_at": at, "verdict": str(decision.verdict)}
    del values["finding_id"]
    return Edit(DECISIONS, decision.finding_id, values)


def decision_from(finding_id: str, values: dict[str, Any]) -> Decision:
    """Return the decision about a finding that the store holds."""
    at = datetime.fromisoformat(values["decided_at"]).replace(tzinfo=None)
    said = values | {"verdict": Verdict(values["verdict"]), "decided_at": at}
    return Decision(finding_id, **said)


def cleaned(decision: Decision) -> Decision:
    """Return the decision with its words on one line; refuse one that lacks what it needs."""
    who = one_line(decision.who)[:LONGEST_NAME]
    reason = one_line(decision.reason)[:LONGEST_REASON]
    if not who:
        raise IncompleteDecision("没有处理人。", "请填写您的姓名，再保存决定。")
    if decision.verdict is Verdict.DISMISSED and not reason:
        raise IncompleteDecision("没有理由。", "请写明不采纳的理由，例如“已电话核实，数字无误”。")
    return replace(decision, reason=reason, who=who)


def decision_of(values: dict[str, Any]) -> Decision | None:
    """Return the decision in a line, None in one that is not whole.

    Its time is that of the clock on the wall where it was written.
    """
    try:
        read = Line.model_validate(values).model_dump()
    except ValidationError:
        return None
    return Decision(**read | {"decided_at": read["decided_at"].replace(tzinfo=None)})
