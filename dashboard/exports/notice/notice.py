"""What a notice says: about which report, which points fit, and what is left for a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dashboard.exports.notice.fitting import fitting, lines_of
from dashboard.exports.notice.points import Finding, Point, distinct, points_of, readable
from dashboard.labels import wording

TITLE = "政府信息公开工作年度报告退回修改单"
SEVERITIES = {
    severity: (wording.SEVERITY_LABELS[severity], asked)
    for severity, asked in (("error", "请修改"), ("warning", "请核实；确认无误的请说明"))
}
WORKING_DAYS = 5
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Report:
    """The report that is sent back."""

    report_id: int
    county: str
    township: str
    year: int
    file_name: str
    report_date: date | None


@dataclass(frozen=True, slots=True)
class Sender:
    """What the office says of itself, as far as it does, and by when it asks for an answer.

    `frozen` says whether the figures of the year are frozen ones; `template` is the Word file in
    whose look it is written, None for ours.
    """

    today: date
    reply_by: date
    office: str = ""
    contact: str = ""
    phone: str = ""
    with_hints: bool = True
    is_sample: bool = False
    frozen: str = ""
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: the points that are listed, and the numbers of those that are not."""

    report: Report
    sender: Sender
    points: tuple[Point, ...]
    unlisted: tuple[Point, ...] = ()
    hints: tuple[str, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)

    @property
    def opening(self) -> str:
        """Return the courteous sentences before the table."""
        report = self.report
        dated = (
            f"落款日期 {wording.day(report.report_date)}" if report.report_date else "未见落款日期"
        )
        return (
            f"感谢你单位报送《{report.year} 年度政府信息公开工作年度报告》"
            f"（文件“{readable(report.file_name, 80)}”，{dated}）。经核对，"
            f"发现{self.counted}，具体见下表。"
            f"请于 {wording.day(self.sender.reply_by)}前核对修改并重新报送；"
            "如有不同意见或确认原数无误，请一并说明。"
        )

    @property
    def counted(self) -> str:
        """Return the numbers of findings in words."""
        return counted(self.totals)

    @property
    def remainder(self) -> str:
        """Return how many findings are listed and how many are not; empty where all are."""
        if not self.unlisted:
            return ""
        listed = sum(point.findings for point in self.points)
        rest = sum(point.findings for point in self.unlisted)
        kinds = counted(tally(self.unlisted))
        return (
            f"本单列出 {listed} 处，另有 {rest} 处（{kinds}）未在本单列出，"
            "详见随附的《退回修改单问题清单》，请一并核对修改。"
        )

    @property
    def hint(self) -> str:
        """Return what is worth a look besides, as one short paragraph; empty where nothing is."""
        if not self.hints:
            return ""
        return f"另有 {len(self.hints)} 项提示供参考，不要求修改：{'；'.join(self.hints)}。"


def notices_of(
    reports: Iterable[Report], findings: dict[int, list[Finding]], sender: Sender
) -> list[Notice]:
    """Return a notice for each report with an open error or warning, in their order."""
    return [
        notice(report, findings[report.report_id], sender)
        for report in reports
        if any(f.severity in SEVERITIES for f in findings.get(report.report_id, ()))
    ]


def notice(report: Report, findings: Sequence[Finding], sender: Sender) -> Notice:
    """Return the notice about one report; errors first, as many points as two pages hold."""
    ordered = [
        point
        for severity in SEVERITIES
        for point in points_of(f for f in findings if f.severity == severity)
    ]
    hints = hints_of(findings) if sender.with_hints else []
    listed = fitting([lines_of(point.cells) for point in ordered], ["；".join(hints)])
    return Notice(
        report,
        sender,
        tuple(ordered[:listed]),
        tuple(ordered[listed:]),
        tuple(hints),
        tally(ordered),
    )


def hints_of(findings: Iterable[Finding]) -> list[str]:
    """Return the hints in words, those of one rule once."""
    return distinct(readable(f.title, 60) for f in findings if f.severity == "notice")


def tally(points: Iterable[Point]) -> dict[str, int]:
    """Return the number of findings by severity."""
    found: dict[str, int] = {}
    for point in points:
        found[point.severity] = found.get(point.severity, 0) + point.findings
    return found


def counted(totals: dict[str, int]) -> str:
    """Return numbers of findings in words."""
    told = [
        f"{name} {totals[severity]} 处"
        for severity, (name, _) in SEVERITIES.items()
        if totals.get(severity)
    ]
    return "、".join(told)


def reply_day(today: date) -> date:
    """Return the day five working days from now; public holidays are not known here."""
    day, left = today, WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day
