"""Reads the reports of a selection and what is open in them: found, and not set aside."""

from __future__ import annotations

from typing import Any

from dashboard.data.decisions import review_decisions
from dashboard.exports.notice.notice import Report
from dashboard.exports.notice.points import Finding, Subject
from dashboard.labels import wording
from dashboard.labels.faults import fault, position
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from etl.storage.decisions.review_decisions import Verdict


def dismissed() -> tuple[str, ...]:
    """Return the findings that officials have set aside, each with the figures it then stood on."""
    return tuple(
        sorted(
            f"{decision.finding_id} {decision.stands_on}"
            for decision in review_decisions.newest().values()
            if decision.verdict is Verdict.DISMISSED
        )
    )


def reports_of(found: list[Row], selection: Selection) -> list[Report]:
    """Return the reports of an answer."""
    return [
        Report(
            row["report_id"],
            selection.county,
            row["township"],
            selection.to_year,
            row["file_name"],
            None if wording.is_missing(row["report_date"]) else row["report_date"].date(),
        )
        for row in found
    ]


def open_findings(parameters: dict[str, Any]) -> dict[int, list[Finding]]:
    """Return what is open in each report of the last chosen year."""
    subjects: dict[str, list[Subject]] = {}
    for row in rows(ask("notice_subjects", **parameters)):
        subjects.setdefault(row["finding_id"], []).append(
            Subject(
                row["year"],
                row["label"],
                position(row["address"]) or ("" if row["evidence"] else row["place"]),
                row["evidence"],
            )
        )
    found: dict[int, list[Finding]] = {}
    for row in rows(ask("notice_findings", **parameters)):
        told = finding(row, tuple(subjects.get(row["finding_id"], ())))
        found.setdefault(row["report_id"], []).append(told)
    return found


def finding(row: Row, subjects: tuple[Subject, ...]) -> Finding:
    """Return one finding of an answer."""
    return Finding(
        rule_id=row["rule_id"],
        position=row["position"],
        family=row["family_label"],
        severity=row["severity"],
        title=fault(row["rule_id"], row["outcome"], row["title"]),
        why=row["why"],
        ask=row["ask"],
        instance=row["instance_label"],
        year=row["year"],
        is_unsure=row["outcome"] == "unsure",
        words=row["words"],
        formula=row["formula"],
        suggestion=row["suggestion"],
        subjects=subjects,
    )
