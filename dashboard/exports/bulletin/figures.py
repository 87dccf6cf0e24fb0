"""What a bulletin speaks of: the answers of a year that its sentences, tables and charts tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.data.caveats import remarks
from dashboard.exports.notice import dismissed
from dashboard.queries import ask
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.queries.source import source

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
    the units, and whether the year is frozen.
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


def bulletin_of(selection: Selection, charts: Sequence[str] = DRAWN) -> Bulletin:
    """Return the figures of the last chosen year; the years before for the charts.

    `charts` are the indicators that slides draw, beside those of the document.
    """
    chosen = selection.parameters
    told, drawn = dict.fromkeys((*TOLD, *charts)), dict.fromkeys((*DRAWN, *charts))
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
    )
