"""Corrects one figure of one report: the review is written down, and the database follows."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from etl.domain.errors import BrokenCorrections
from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_reports import build_again
from etl.pipeline.workspace import Progress, shown_root, silent
from etl.storage.decisions import corrections
from etl.storage.decisions.corrections import Correction
from etl.storage.records.change_log import Act
from etl.storage.records.confines import handed_over
from etl.storage.unit_register.units import load_register
from etl.warehouse.report_repository import Held, held


@dataclass(frozen=True, slots=True)
class Review:
    """What an official found: unit (name or code), year, address, what was meant, why, and who.

    `seen` is the version of the correction that the official looked at, None where they did not;
    `printed` is what stands there, None for whatever does.
    """

    place: str
    year: int
    address: str
    meant: str
    why: str
    by: str
    seen: int | None = None
    printed: str | None = None


def correct_figure(
    data: Path, review: Review, progress: Progress = silent, executor: Executor | None = None
) -> Correction:
    """Add a correction and publish the database with it; return what was written down.

    All of it under one lock, so that of several at once none is lost. Raises BrokenCorrections
    where no single report is meant, it has no such figure, or the correction is unfounded.
    """
    with one_at_a_time(data, progress):
        found = meant(data, review)
        printed = next(
            (p for p in (*found.report.cells, *found.report.figures)
             if p.address == review.address and review.printed in (None, p.raw)), None,
        )  # fmt: skip
        if printed is None:
            raise BrokenCorrections(f"这份报告中没有“{review.address}”。", "请核对地址。")
        sha256, place_id, year = found.key.split("/")
        correction = Correction(
            sha256, review.address, printed.raw, review.meant, review.why, place_id, year,
        )  # fmt: skip
        corrections.correct(shown_root(data), correction, Act(review.by), review.seen)
        build_again(data, progress, executor)
    return correction


def write_down(data: Path, said: Correction, act: Act, *, is_sample: bool = False) -> Correction:
    """Keep what a person says of a figure that was just shown, and return it as it is kept.

    The database follows by a rebuild. Raises BrokenCorrections where a name or reason is missing
    or no number is meant, OutOfConfines, CannotWrite.
    """
    if not act.who.strip() or not said.why.strip():
        raise BrokenCorrections("没有写明核对人或依据。", "请填写后再确认。")
    kept = replace(said, why=f"{said.why.strip()}（{act.who.strip()}）")
    with one_at_a_time(data, silent):
        corrections.correct(root_of(data, is_sample=is_sample), kept, act)
    return kept


def take_back(data: Path, said: Correction, act: Act, *, is_sample: bool = False) -> None:
    """Undo what was said of a figure; the database follows by a rebuild.

    Raises NoName where it is not said by whom, OutOfConfines, and CannotWrite.
    """
    with one_at_a_time(data, silent):
        corrections.take_back(root_of(data, is_sample=is_sample), said, act)


def root_of(data: Path, *, is_sample: bool) -> Path:
    """Return the folder whose corrections count: the sample has its own."""
    return data / "sample" if is_sample else data


def meant(data: Path, review: Review) -> Held:
    """Return the one report that a review speaks of."""
    register = load_register(shown_root(data)).within(handed_over())
    wanted = {p.place_id: p for p in register.places if review.place in (p.place_id, p.township)}
    found = list(held(data, wanted, (review.year,)))
    if len(found) != 1:
        raise BrokenCorrections(
            f"“{review.place}”{review.year}年度有 {len(found)} 份报告。", "请写明乡镇代码。"
        )
    return found[0]
