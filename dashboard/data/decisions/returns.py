"""Reports that were sent back, read afresh for every run, with what became of each point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.data.accounts.people import act_of
from dashboard.data.decisions.findings import findings_of
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.waiting_files import waiting_files
from dashboard.data.unit_register import known_register
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from etl.domain.errors import ReportError
from etl.storage.decisions import returns as storage
from etl.storage.decisions.placements import load_placements
from etl.storage.decisions.returns import Point, Return
from etl.storage.decisions.senders import Signature, keep_signature, signature_of

TO_MEND = ("error", "warning")
PRESSING = ("arrived", "overdue", "refiled", "moved", "returned", "closed")


@dataclass(frozen=True, slots=True)
class Case:
    """A return with what became of it; `points` are told by their state, `new` ones among them.

    `refiled` is the version that counts and came after, as file name and time; None for none.
    `moved` is the unit and year that the report which was sent back is of instead, empty for none.
    """

    one: Return
    township: str
    series_id: str
    refiled: tuple[str, str] | None
    points: Mapping[str, tuple[Point, ...]]
    state: str
    days_over: int
    moved: str = ""

    def count(self, state: str) -> int:
        """Return how many points are in a state."""
        return len(self.points.get(state, ()))


def cases_of(selection: Selection, today: date) -> list[Case]:
    """Return the returns of a selection, the most pressing first.

    A store that cannot be read is said on every page; then there are none.
    """
    try:
        found, _ = storage.load_returns(root())
        moved = moved_away(found.values())
    except ReportError:
        return []
    asked = [
        {"report_key": one.report, "place_id": one.place_id, "year": one.year}
        for one in found.values()
    ]
    where = rows(ask("returned_reports", returns=asked, **selection.parameters))
    by_unit: dict[tuple[str, int], dict[str, Row]] = {}
    for row in rows(findings_of(selection)) if where else ():
        by_unit.setdefault((row["place_id"], int(row["year"])), {})[row["finding_id"]] = row
    arrived = {
        (place_id, entry.year)
        for entry in waiting_files()
        for place_id in filter(None, (*entry.near, entry.place_id))
    }
    cases = [
        case_of(
            found[row["report_key"]], row | {"moved": moved.get(row["report_key"], "")},
            by_unit.get((row["place_id"], row["year"]), {}), today,
            has_arrived=not arrived.isdisjoint({(row["place_id"], y) for y in (row["year"], None)}),
        )
        for row in where
    ]  # fmt: skip
    return sorted(
        cases, key=lambda case: (PRESSING.index(case.state), case.one.due, case.one.report)
    )


def case_of(
    one: Return, row: Row, findings: Mapping[str, Row], today: date, *, has_arrived: bool
) -> Case:
    """Return what became of a return; `findings` are those of the version that counts now.

    Nothing is overdue where a file of the unit has arrived and waits for us, nor where the report
    that was sent back was another's.
    """
    if row["moved"] and not one.closed_at:
        told_of = {"moved": one.points}
        return Case(one, row["township"], row["series_id"], None, told_of, "moved", 0, row["moved"])
    refiled = (
        (row["refiled_file"], row["refiled_at"]) if isinstance(row["refiled_file"], str) else None
    )
    points: dict[str, list[Point]] = {}
    for point in one.points:
        points.setdefault(state_of(point, findings, is_refiled=refiled is not None), []).append(
            point
        )
    told = {point.finding_id for point in one.points}
    if refiled:
        points["new"] = [
            point_of(finding)
            for finding in findings.values()
            if finding["finding_id"] not in told
            and finding["severity"] in TO_MEND
            and finding["state"] != "dismissed"
        ]
    over = (today - one.due).days
    state = "arrived" if has_arrived else "overdue" if over > 0 else "returned"
    state = "closed" if one.closed_at else "refiled" if refiled else state
    frozen = {name: tuple(of) for name, of in points.items() if of}
    return Case(
        one, row["township"], row["series_id"], refiled, frozen, state, max(over, 0), row["moved"]
    )


def moved_away(sent: Iterable[Return]) -> dict[str, str]:
    """Return in words, by its key, where each report counts that is of its unit's year no more."""
    moved = {one.report: (one.place_id, one.year) for one in load_placements(root()).moved}
    away: dict[str, tuple[str, int]] = {}
    for one in sent:
        _, home, year = one.report.split("/")
        now = moved.get(one.report, (home, int(year)))
        if now != (one.place_id, one.year):
            away[one.report] = now
    names = {p.place_id: p.township for p in known_register(root()).places} if away else {}
    return {key: f"{names.get(code, '别的县')} {year} 年度" for key, (code, year) in away.items()}


def state_of(point: Point, findings: Mapping[str, Row], *, is_refiled: bool) -> str:
    """Return what became of a point: gone is what a later version is not found to have."""
    found = findings.get(point.finding_id)
    if found is not None and found["state"] == "dismissed":
        return "dropped"
    if not is_refiled:
        return "awaited"
    return "gone" if found is None else "left"


def point_of(finding: Row) -> Point:
    """Return a finding as a point that a unit is told of."""
    where = f"{finding['family_label']} {finding['instance_label']}".strip()
    return Point(finding["finding_id"], finding["severity"], finding["title"], where)


def to_send(reports: Sequence[Row], selection: Selection, due: date) -> list[Return]:
    """Return the returns of reports of the last chosen year, each with what is to be mended."""
    _, changes = storage.load_returns(root())
    points: dict[int, list[Point]] = {}
    for row in rows(findings_of(selection.last_year)):
        if row["severity"] in TO_MEND and row["state"] != "dismissed":
            points.setdefault(row["report_id"], []).append(point_of(row))
    return [
        Return(
            row["report_key"], row["place_id"], int(row["year"]), row["file_name"],
            tuple(points.get(row["report_id"], ())), due,
            changes=changes.get(row["report_key"], 0),
        )
        for row in reports
    ]  # fmt: skip


def send_back(returns: Sequence[Return], by: str, why: str) -> int:
    """Write down that reports are sent back; return the number of the act. Raises ReportError."""
    return storage.send_back(root(), returns, act_of(by, why))


def sender_of(county_id: str) -> tuple[Signature, int]:
    """Return what a county's office says of itself in notices, and how often that was changed.

    A store that cannot be read is said on every page; then nothing is known.
    """
    try:
        return signature_of(root(), county_id)
    except ReportError:
        return Signature(), 0


def keep_sender(county_id: str, said: Signature, seen: int, by: str) -> int:
    """Keep what an office says of itself; return the number of the act. Raises ReportError."""
    return keep_signature(root(), county_id, said, act_of(by, "更新落款和联系人"), seen)


def close(one: Return, by: str, outcome: str) -> int:
    """Write down that a return is settled; return the number of the act. Raises ReportError."""
    return storage.close(root(), one, act_of(by, outcome))
