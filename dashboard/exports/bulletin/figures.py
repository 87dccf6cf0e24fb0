"""What a bulletin speaks of: the answers of a year that its sentences, tables and charts tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.data.caveats import left_out_of_sums, remarks
from dashboard.exports.notice import dismissed
from dashboard.queries import ask
from dashboard.queries.result import Answer, Row, rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from etl.definitions import load

TOLD = (
    "proactive_total",
    "hotline_received",
    "hotline_answer_rate",
    "applications_received_new",
    "applications_carried_out",
)
DRAWN = ("proactive_total", "hotline_answer_rate", "applications_received_new")


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The figures of a bulletin, each list as the question of its name answers.

    `townships` gives the place of each name in the order of names, `remarks` what people noted on
    the units, and whether the year is frozen, `left_out` what was filed and is in no sum.
    """

    county: str
    year: int
    built_on: date
    townships: dict[str, int]
    filing: Row | None
    units: list[Row]
    reports: list[Row]
    indicators: dict[str, Row]
    by_year: dict[str, list[Row]]
    zero: Row
    zero_townships: list[Row]
    hotline: list[Row]
    disclosed: list[Row]
    applications: list[Row]
    remarks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    findings: Sequence[Row] = ()
    parts: Sequence[Row] = ()
    channels: Sequence[Row] = ()
    outcomes: Row | None = None


def bulletin_of(selection: Selection, charts: Sequence[str] = DRAWN) -> Bulletin:
    """Return the figures of the last chosen year; the years before for the charts.

    `charts` are what slides draw: the indicators among them beside those of the document.
    """
    chosen = selection.parameters
    by_year = [name for name in charts if name in load().indicators]
    told, drawn = dict.fromkeys((*TOLD, *by_year)), dict.fromkeys((*DRAWN, *by_year))
    year = selection.to_year
    return Bulletin(
        selection.county,
        year,
        source().built_at.date(),
        {row["township"]: n for n, row in enumerate(rows(ask("townships_to_choose", **chosen)))},
        rows_by(ask("submission_status_by_year", **chosen), "year").get(year),
        rows(ask("submissions_of_year", **chosen)),
        rows(ask("notice_reports", **chosen, dismissed=dismissed())),
        rows_by(ask("indicators_of_year", **chosen, indicators=tuple(told)), "indicator_id"),
        {name: rows(ask("indicator_by_year", **chosen, indicator=name)) for name in drawn},
        rows(ask("zero_summary", **chosen))[0],
        rows(ask("zero_streaks", **chosen, at_least=1)),
        rows(ask("hotline_townships", **chosen)),
        [row for row in rows(ask("proactive_townships", **chosen)) if row["year"] == year],
        rows(ask("application_townships", **chosen)),
        remarks(selection),
        left_out_of_sums(selection),
        rows(ask("notice_findings", **chosen, dismissed=dismissed())),
        of_last(ask("proactive_by_field", **chosen), year),
        of_last(ask("proactive_by_channel", **chosen), year),
        next(iter(of_last(ask("application_outcomes", **chosen), year)), None),
    )


def of_last(answer: Answer, year: int) -> list[Row]:
    """Return the rows of an answer that are of this year."""
    return [row for row in rows(answer) if row["year"] == year]
