"""The sample county as it is: cells, figures and items before any file is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from etl.domain.place import Place, Submission
from etl.domain.report import Identity, Report
from etl.sample.applications import Flow, flows
from etl.sample.county import YEARS, Township, county, dice, oddities_of, place_of
from etl.sample.facts import facts_of
from etl.sample.sentences import Passage, Voice, passages_of
from etl.sample.tables import cells_of, edition_of

SEED = 20240115
FIRST_YEAR_OF_TEXTS = 2022
FIRST_DAY_IN_JANUARY = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is written down: who files what, and the sentences that state figures."""

    seed: int
    township: Township
    submission: Submission
    passages: tuple[Passage, ...]

    @property
    def year(self) -> int:
        """Return the report year."""
        return self.submission.year


def places() -> tuple[Place, ...]:
    """Return the sample county's register."""
    return tuple(place_of(township) for township in county().townships)


def deadlines() -> tuple[tuple[str, int, date], ...]:
    """Return (county, report year, day) of the deadlines that the county set itself."""
    area = county()
    return tuple((area.county_id, year, day) for year, day in area.deadlines.items())


def truth(seed: int = SEED) -> tuple[Submission, ...]:
    """Return every report that was handed in, as its clerk meant and printed it."""
    return tuple(draft.submission for draft in drafts(seed))


def drafts(seed: int) -> tuple[Draft, ...]:
    """Return every report that was handed in, before it is written down."""
    handled = flows(seed)
    return tuple(
        draft_of(seed, township, year, handled[township.code, year])
        for township in county().townships
        for year in YEARS
        if (township.code, year) in handled and "missing" not in oddities_of(township.name, year)
    )


def draft_of(seed: int, township: Township, year: int, flow: Flow) -> Draft:
    """Return one report as its clerk has it in mind."""
    told = passages(seed, township, year, flow)
    report = Report(
        identity=Identity(
            township=township.name,
            county=county().county,
            year=year,
            report_date=report_date(seed, township, year),
        ),
        edition=edition_of(township, year),
        cells=cells_of(seed, township, year, flow),
        figures=tuple(figure for passage in told for figure in passage.figures),
        items=tuple(item for passage in told for item in passage.items),
    )
    return Draft(seed, township, submission(seed, township, report), told)


def submission(seed: int, township: Township, report: Report) -> Submission:
    """Return a report as handed in, with the name of the file that it will be written to."""
    year = report.identity.year or 0
    text = year >= FIRST_YEAR_OF_TEXTS
    area = county()
    name = f"{township.name}{year}.txt" if text else f"{area.county}{year}年度数据.xlsx"
    return Submission(
        place=place_of(township),
        year=year,
        report=report,
        file_name=name,
        format="txt" if text else "xlsx",
        sha256=hashlib.sha256(f"{seed}{township.code}{name}".encode()).hexdigest(),
        imported_at=datetime.combine(date(year + 1, 3, 20), time(9)),
        original=f"reports/{area.county_id}/{year}/{name}",
    )


def passages(seed: int, township: Township, year: int, flow: Flow) -> tuple[Passage, ...]:
    """Return the sentences of one report that state figures."""
    return passages_of(Voice(seed, township, year), facts_of(seed, township, year, flow))


def report_date(seed: int, township: Township, year: int) -> date | None:
    """Return the day under the signature, before the county's deadline unless it came late."""
    odd = oddities_of(township.name, year)
    deadline = county().deadline(year)
    if "undated" in odd:
        return None
    if late := odd.get("late"):
        return deadline + timedelta(days=int(late.value or 1))
    day = dice(seed, township.code, year, "date").randint(FIRST_DAY_IN_JANUARY, deadline.day)
    return date(year + 1, 1, day)
