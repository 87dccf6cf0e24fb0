"""What an office's rubric makes of each unit: only what is known for certain takes points off.

A contradiction of figures that were read without doubt counts unless a person dismissed it;
anything else counts once a person confirmed it, and is named as undetermined until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.data.decisions.findings import findings_of
from dashboard.data.decisions.returns import Case, cases_of
from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from etl.storage.own_files.rubric import Line, Matter, Rubric, to_confirm

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """A case of a matter in words, which counts so many `times`; `kind` and `ref` say where it is.

    It is a `finding` by its id, a `return` by its report, or a `filing` by the unit's series.
    """

    what: str
    kind: str
    ref: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points that a ground takes off; 0 where the line or the item had none left."""

    line: Line
    ground: Ground
    points: Decimal


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of a unit: its filing, what was found in its report, what was sent back."""

    unit: Row
    findings: Sequence[Row]
    cases: Sequence[Case]
    today: date


@dataclass(frozen=True, slots=True)
class Assessment:
    """The score of each item, None where none can be said; what took points off, what is open.

    `total` is their sum, None where an item that is computed has none: a part of it would pass for
    the whole. `lacking` is the word's id for a score that is not there.
    """

    unit: Row
    scores: dict[str, Decimal | None]
    total: Decimal | None
    deductions: tuple[Deduction, ...]
    unsure: tuple[str, ...]
    lacking: str


def assessments(rubric: Rubric, selection: Selection, today: date) -> list[Assessment]:
    """Return what the rubric makes of each unit in the last chosen year, by name."""
    findings: dict[str, list[Row]] = {}
    for row in rows(findings_of(selection.last_year)):
        findings.setdefault(row["place_id"], []).append(row)
    cases = cases_of(selection.last_year, today)
    return [
        assessed(
            rubric,
            Known(
                unit, findings.get(unit["place_id"], []),
                [case for case in cases if case.one.place_id == unit["place_id"]], today,
            ),
        )
        for unit in rows(ask("assessed_units", **selection.parameters))
    ]  # fmt: skip


def assessed(rubric: Rubric, known: Known) -> Assessment:
    """Return what the rubric makes of a unit; of one without a report only what says so counts."""
    unit, told = known.unit, set[str]()
    has_report = not wording.is_missing(unit["report_id"])
    scores: dict[str, Decimal | None] = {}
    deductions: list[Deduction] = []
    unsure: list[str] = []
    for item, points in rubric.points.items():
        own: list[Deduction] = []
        for line in rubric.of(item):
            grounds, open_ones = grounds_of(line, known, told)
            own += taken_off(line, grounds, points - sum((one.points for one in own), NONE))
            unsure += open_ones
        is_told = not rubric.is_by_hand(item) and (has_report or own)
        scores[item] = points - sum((one.points for one in own), NONE) if is_told else None
        deductions += own
    if has_report and any(line.matter.source == "findings" for line in rubric.lines):
        unsure += [f"读取存疑 {unit['issues']} 处"] if unit["issues"] else []
        unsure += [f"待确认的数字 {unit['candidates']} 个"] if unit["candidates"] else []
    lacking = "no_report" if unit["status"] == "missing" else "undetermined"
    computed = [score for item, score in scores.items() if not rubric.is_by_hand(item)]
    said = [score for score in computed if score is not None]
    total = sum(said, NONE) if said and len(said) == len(computed) else None
    return Assessment(unit, scores, total, tuple(deductions), tuple(dict.fromkeys(unsure)), lacking)


def taken_off(line: Line, grounds: Iterable[Ground], left: Decimal) -> Iterator[Deduction]:
    """Yield what each ground takes off, as long as the line and its item have points left."""
    left = left if line.most is None else min(left, line.most)
    for ground in grounds:
        points = min(line.deduct * ground.times, left)
        left -= points
        yield Deduction(line, ground, points)


def grounds_of(line: Line, known: Known, told: set[str]) -> tuple[list[Ground], list[str]]:
    """Return what a line counts of a unit, and what cannot be determined.

    `told` are the findings that a line before has counted: none counts twice.
    """
    match line.matter.source:
        case "filings":
            return of_filing(line.matter, known.unit, known.today)
        case "returns":
            return of_returns(line.matter, known)
        case "findings":
            return of_findings(line, known, told)
        case _:
            return [], []


def of_filing(matter: Matter, unit: Row, today: date) -> tuple[list[Ground], list[str]]:
    """Return the filing where it is what the matter means; nothing is missing before its day."""
    status, due = unit["status"], unit["deadline"].date()
    label = wording.STATUS_LABELS[status]
    if status in matter.unknown:
        return [], [f"{matter.label}：{label}"]
    if status not in matter.states:
        return [], []
    if status == "missing" and today <= due:
        return [], [f"{matter.label}：期限未到（{due}）"]
    late = f"，晚 {unit['days_late']} 天" if status == "late" else ""
    times = int(unit["days_late"]) if matter.is_by_days else 1
    return [Ground(f"{label}：期限 {due}{late}", "filing", unit["series_id"], times)], []


def of_returns(matter: Matter, known: Known) -> tuple[list[Ground], list[str]]:
    """Return the returns of a unit's year, or only those that were not mended in time."""
    grounds, unsure = [], []
    for case in known.cases:
        one = case.one
        if one.points and case.count("dropped") == len(one.points):
            continue  # sent back for what was then dismissed: our mistake
        said = f"{one.returned_at:%Y-%m-%d} 退回 {len(one.points)} 处"
        if matter.is_unmended:
            if case.state == "arrived" and known.today > one.due:
                unsure.append(f"{matter.label}：{wording.RETURN_LABELS['arrived']}")
                continue
            how = unmended(case, known.today)
            if not how:
                continue
            said = f"{said}，重报期限 {one.due}，{how}"
        grounds.append(Ground(said, "return", one.report))
    return grounds, unsure


def unmended(case: Case, today: date) -> str:
    """Return how a unit failed to mend a return in time; empty where it is not known to.

    What a person settled counts as mended, but for the day on which it came.
    """
    if case.state == "overdue":
        return wording.RETURN_LABELS["overdue"]
    if case.refiled and case.refiled[1][:10] > case.one.due.isoformat():
        return f"{case.refiled[1][:10]} 才重报"
    if case.state == "refiled" and today > case.one.due and case.count("left"):
        return f"{wording.POINT_LABELS['left']} {case.count('left')} 处"
    return ""


def of_findings(line: Line, known: Known, told: set[str]) -> tuple[list[Ground], list[str]]:
    """Return the findings that a line counts, each where no line before did."""
    grounds, waiting = [], 0
    for row in known.findings:
        if row["state"] == "dismissed" or row["finding_id"] in told or not is_meant(line, row):
            continue
        told.add(row["finding_id"])
        if is_certain(row, known.unit):
            where = f"{row['family_label']} {row['instance_label']}".strip()
            grounds.append(
                Ground(f"{row['code']} {row['title']}（{where}）", "finding", row["finding_id"])
            )
        else:
            waiting += 1
    return grounds, [f"{line.matter.label}：{waiting} 处待核实"] if waiting else []


def is_meant(line: Line, finding: Row) -> bool:
    """Return whether a line is about findings of this kind."""
    matter = line.matter
    return (
        finding["code"] in line.rules
        or finding["family"] in matter.families
        or finding["severity"] in matter.severities
    )


def is_certain(finding: Row, unit: Row) -> bool:
    """Return whether a person confirmed a finding, or figures read without doubt carry it."""
    if finding["state"] == "confirmed":
        return True
    is_error = finding["severity"] == "error" and finding["outcome"] == "broken"
    is_read = not (unit["is_recognized"] or unit["issues"])
    return is_error and is_read and finding["family"] not in to_confirm()
