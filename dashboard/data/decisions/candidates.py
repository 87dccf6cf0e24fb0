"""What a person says of a count that may be a figure: kept at once, counted a little later."""

from __future__ import annotations

from dashboard.data.accounts.people import act_of
from dashboard.data.decisions.recount import count_again
from dashboard.queries import data_folder
from dashboard.queries.result import Row
from dashboard.queries.source import source
from etl.domain.errors import ReportError
from etl.pipeline.acts import correct_figure
from etl.storage.decisions.corrections import Correction, load_corrections

Key = tuple[str, str, str, str]
TAKEN_BACK = "撤销刚才的确认"


def key_of(found: Row) -> Key:
    """Return what tells the figure of a report apart from all others."""
    sha256, place_id, year = found["report_key"].split("/")
    return sha256, place_id, year, found["address"]


def answered() -> set[Key]:
    """Return the figures that were corrected or confirmed, whether counted already or not."""
    try:
        known = load_corrections(correct_figure.root_of(data_folder(), is_sample=is_sample()))
    except ReportError:
        return set()
    return {(c.sha256, c.place_id, c.year, c.address) for one in known.values() for c in one}


def answer(found: Row, meant: str, why: str, by: str) -> Correction:
    """Keep what a person says of a candidate: the value that was meant, or none.

    Raises BrokenCorrections where a name or reason is missing or no number is meant, CannotWrite,
    NotAllowed.
    """
    sha256, place_id, year, address = key_of(found)
    said = Correction(sha256, address, found["raw"], meant, why, place_id, year)
    kept = correct_figure.write_down(data_folder(), said, act_of(by, why), is_sample=is_sample())
    count_again()
    return kept


def take_back(said: Correction, by: str) -> None:
    """Undo an answer, so that it waits again; raise CannotWrite or NotAllowed where it cannot."""
    correct_figure.take_back(data_folder(), said, act_of(by, TAKEN_BACK), is_sample=is_sample())
    count_again()


def is_sample() -> bool:
    """Return whether what is shown is the sample, which has corrections of its own."""
    return source().is_sample
