"""Whether a record in a file that was taken out is one that a person could have made here.

Each kind is read by the code that reads it from the store. What it says of itself, its key among
it, must be the same again, so that nothing comes in by a file that no form would have taken.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from sqlalchemy import Table

from etl.domain.errors import BrokenSheet
from etl.pipeline.safekeeping.known import (
    NO_UNIT,
    YEAR,
    About,
    Check,
    Known,
    Values,
    must,
    number,
    of_county,
    of_file,
    of_unit,
)
from etl.pipeline.safekeeping.office_records import of_account, of_frozen_year, of_own_file
from etl.storage.decisions import corrections, joint_documents, returns, review_decisions, senders
from etl.storage.decisions.unit_notes import LONGEST_NOTE
from etl.storage.records.change_log import Act, one_line
from etl.storage.records.tables import (
    CHOSEN,
    CORRECTIONS,
    DEADLINES,
    DECISIONS,
    FROZEN,
    JOINT,
    METADATA,
    MOVED,
    NOTES,
    OWN_FILES,
    PLACES,
    POPULATIONS,
    RETURNS,
    SENDERS,
    USERS,
)
from etl.storage.records.whole_records import Lines, rows_in
from etl.storage.unit_register import deadlines, populations
from etl.storage.unit_register.unit_checks import check_names
from etl.storage.unit_register.unit_rows import CODE
from etl.storage.unit_register.units import place_from

LONGEST_KEY = 100
MOST_ENTRIES = 10**9


def about(table: Table, key: str, values: Values, known: Known) -> About:
    """Return the unit and year that a record is about, '' and None for none.

    Raises ReportError, or ValueError or TypeError, where it is no record that could be made here.
    """
    if len(key) > LONGEST_KEY or one_line(key) != key:
        raise ValueError(key[:20])
    return OF_KIND[table.name](key, values, known)


def of_place(key: str, values: Values, _: Known) -> About:
    """Return what a unit is about; raise where its code or a name is none."""
    must(bool(CODE.fullmatch(key)))
    check_names(place_from({**values, "place_id": key}))
    return key, None


def of_population(key: str, values: Values, known: Known) -> About:
    """Return what a number of residents is about; raise where it is none."""
    place_id, year = of_unit(values, known)
    people = populations.people_in(values["population"], scale=1, of=place_id)
    must(key == f"{place_id}/{year}", str(people) == values["population"])
    return place_id, year


def of_deadline(key: str, values: Values, known: Known) -> About:
    """Return what a deadline is about; raise where its day cannot be."""
    found = deadlines.deadline_in(dict(values), "这一行")
    deadlines.refuse_impossible(found.year, found.deadline)
    county = of_county(values["county_id"], known)
    must(key == f"{county}/{found.year}", str(found.deadline) == values["deadline"])
    return county, found.year


def of_correction(key: str, values: Values, known: Known) -> About:
    """Return what a correction is about; raise where it has no reason or means no figure."""
    found = corrections.Correction(**values)
    corrections.refuse_unfounded(found)
    must(key == corrections.key_of(found))
    # Those of before the second version of the data folder name the file alone.
    return of_unit(values, known) if found.place_id or found.year else ("", None)


def of_decision(key: str, values: Values, known: Known) -> About:
    """Return what a decision is about; raise where it lacks what it needs."""
    found = review_decisions.decision_from(key, dict(values))
    must(review_decisions.cleaned(found) == found)
    return known.findings.get(key, ("", None))


def of_choice(key: str, values: Values, known: Known) -> About:
    """Return what a chosen version is about; raise where its file or entry is not here."""
    place_id, year = of_unit(values, known)
    must(key == f"{place_id}/{year}", number(values["since"]) <= known.last)
    if values["report"]:
        of_file(values["report"], known)
    return place_id, year


def of_move(key: str, values: Values, known: Known) -> About:
    """Return what a report that was moved is about; raise where its file is not here."""
    of_file(key, known)
    return of_unit(values, known)


def of_note(key: str, values: Values, known: Known) -> About:
    """Return what a note is about; raise where it is empty, too long or not on one line."""
    place_id, year = of_unit(values, known)
    said = values["text"]
    must(key == f"{place_id}/{year}", bool(said), said == one_line(said)[:LONGEST_NOTE])
    return place_id, year


def of_return(key: str, values: Values, known: Known) -> About:
    """Return what a return is about; raise where its file is not here or its points are none."""
    of_file(key, known)
    found = returns.return_from(key, 0, dict(values))
    told = [part for p in found.points for part in (p.finding_id, p.severity, p.title, p.where)]
    must(0 < len(found.points) <= returns.MOST_POINTS, all(isinstance(part, str) for part in told))
    return of_unit(values, known)


def of_joint(key: str, values: Values, known: Known) -> About:
    """Return what an entry of joint documents is about; raise where it is odd."""
    units = tuple(values["units"].split())
    if not all(unit in known.units for unit in units):
        raise BrokenSheet(*NO_UNIT)
    must(bool(YEAR.fullmatch(values["year"])))
    found = joint_documents.JointDocuments(
        of_county(values["county_id"], known), int(values["year"]), values["address"],
        number(values["documents"]), units, number(key.rpartition("/")[2]),
    )  # fmt: skip
    joint_documents.refuse_odd(found, Act("", "取回"))
    must(key == found.key)
    return found.county_id, found.year


def of_sender(key: str, values: Values, known: Known) -> About:
    """Return what an office says of itself is about; raise where it is too long."""
    must(*(said == one_line(said)[: senders.LONGEST] for said in values.values()))
    return of_county(key, known), None


OF_KIND: dict[str, Callable[[str, Values, Known], About]] = {
    PLACES.name: of_place,
    POPULATIONS.name: of_population,
    DEADLINES.name: of_deadline,
    CORRECTIONS.name: of_correction,
    DECISIONS.name: of_decision,
    CHOSEN.name: of_choice,
    MOVED.name: of_move,
    NOTES.name: of_note,
    RETURNS.name: of_return,
    JOINT.name: of_joint,
    SENDERS.name: of_sender,
    OWN_FILES.name: of_own_file,
    FROZEN.name: of_frozen_year,
    USERS.name: of_account,
}
"""What is brought back beside what stands, in this order: units before what is about them."""


class AnyContent(Container[str]):
    """Every content of a file: where nothing was imported yet, what comes may speak of any."""

    def __contains__(self, _: object) -> bool:
        """Return that it is there."""
        return True


def refuse_unfit(given: Mapping[str, Lines], checks: Mapping[str, Check]) -> None:
    """Raise ReportError for the first record of a whole file that could not have been made here.

    What it says of files and packages is not looked at: these come later, or from a backup.
    """
    units = {str(row["key"]) for row in rows_in(PLACES, given.get(PLACES.name, []))}
    known = Known(units, AnyContent(), {}, MOST_ENTRIES, checks=checks)
    for kind in OF_KIND.keys() - {FROZEN.name}:
        for row in rows_in(METADATA.tables[kind], given.get(kind, [])):
            key, _ = str(row.pop("key")), row.pop("version")
            try:
                about(METADATA.tables[kind], key, row, known)
            except (ValueError, TypeError, RecursionError) as error:
                raise BrokenSheet(f"“{key[:40]}”写法不对。", "请用取出的原文件。") from error
