"""Years that were frozen: what was published then, and what a frozen year can be asked for."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from dashboard.data.accounts.change_log import labels
from dashboard.data.accounts.people import acting
from dashboard.data.decisions.review_decisions import root
from dashboard.data.files.import_job import called, done_by
from dashboard.labels import wording
from dashboard.queries import Version, published_package, version
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from etl.definitions.published import (
    group_of,
    published_figures,
    published_groups,
    states_of,
)
from etl.domain.errors import ReportError
from etl.pipeline.safekeeping import replay_year
from etl.pipeline.safekeeping.freeze_year import NotFrozen
from etl.storage.decisions import frozen_years
from etl.storage.decisions.frozen_years import FrozenYear
from etl.templates.formula_guard import unguarded
from etl.warehouse.package_scope import PUBLISHED, Scope

KEY = ["kind", "place_id", "address", "part"]
SUM, NOW = "合计", "现在"


@dataclass(frozen=True, slots=True)
class State:
    """What was published of a year at one time: that of a frozen year, or now where it is None."""

    frozen: FrozenYear | None
    figures: pd.DataFrame

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.frozen.id if self.frozen else NOW

    @property
    def not_kept(self) -> tuple[str, ...]:
        """Return the groups of computed figures that the program did not keep then."""
        return not_kept(self.figures)

    @property
    def act(self) -> float:
        """Return the number of the act that froze it; now is after all acts."""
        return self.frozen.act if self.frozen else float("inf")


def frozen_of(selection: Selection) -> list[FrozenYear]:
    """Return the frozen years among the chosen, oldest first; raise BrokenSheet."""
    return [
        one
        for one in frozen_years.frozen_years(root())
        if one.county_id == selection.county_id
        and selection.from_year <= one.year <= selection.to_year
    ]


def freeze(selection: Selection, name: str, by: str, why: str) -> str:
    """Freeze the last chosen year; return why not, empty when done."""
    said = [f"--name={name}", f"--why={why}"]
    return done_by(by, ["freeze", *said, selection.county_id, str(selection.to_year)])


def replayed(frozen: FrozenYear) -> str:
    """Build a frozen year again; return in what it differs, empty where it is the same."""
    try:
        acting()
    except ReportError as error:
        return str(error)
    return called(["replay", frozen.id])


def package_of(frozen: FrozenYear) -> bytes:
    """Return the package of a frozen year; raise NotFrozen where it is gone."""
    return replay_year.package(root(), frozen)


def state_of(frozen: FrozenYear) -> State:
    """Return a frozen year's figures; raise NotFrozen where its package is gone or changed."""
    path = frozen.path(root())
    known = path.stat().st_mtime_ns if path.is_file() else 0
    return State(frozen, figures_of(str(path), known, frozen.sha256))


def state_now(selection: Selection, year: int) -> State:
    """Return what is published of a year now."""
    return State(None, figures_now(version(), selection.county_id, year))


@cached
def figures_now(path: Version, county_id: str, year: int) -> pd.DataFrame:
    """Return what a version publishes of a county's year."""
    return frame_of(published_package(path, Scope("", county_id, year, datetime.min)))


@cached
def figures_of(path: str, known: int, sha256: str) -> pd.DataFrame:
    """Return what a package holds as published; `known` is when the file was last written."""
    content = Path(path).read_bytes() if known else b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotFrozen("定稿的数据包不见了或被改动。", "请用备份恢复。")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return frame_of(packed.read(f"data/{PUBLISHED}.csv"))


def frame_of(content: bytes) -> pd.DataFrame:
    """Return a table of published figures, every value as its text."""
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def listed(figures: pd.DataFrame) -> pd.DataFrame:
    """Return all figures of a state in words, as a table shows them."""
    found = [
        row
        | {
            "township": row["township"] or SUM,
            "label": label_of(row["address"]),
            "raw": unguarded(row["raw"]),
            "corrected": unguarded(row["corrected"]),
            "shown": said(row, ""),
        }
        for row in rows(figures)
    ]
    return pd.DataFrame(found, columns=[*figures.columns, "label", "shown"])


@cached
def not_kept(figures: pd.DataFrame) -> tuple[str, ...]:
    """Return the groups of computed figures that a state has none of."""
    held = set(figures["address"].map(group_of).unique())
    return tuple(group for group in published_groups() if group not in held)


def among(figures: pd.DataFrame, groups: Collection[str]) -> pd.Series[bool]:
    """Return which figures are of these groups."""
    return figures["address"].map(group_of).isin(groups)


@cached
def differences(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that two states do not have alike, with what each of them has.

    What was frozen before sums over all kinds of units, or figures that are computed, were
    published is compared without them.
    """
    lacking = {*not_kept(before), *not_kept(after)}
    before, after = (state[~among(state, lacking)] for state in (before, after))
    if not all((state["kind"] == "").any() for state in (before, after)):
        before, after = (state[state["kind"] != ""] for state in (before, after))
    both = before.merge(after, on=KEY, how="outer", suffixes=("_before", "_after")).fillna("")
    is_other = (both["value_before"] != both["value_after"]) | (
        both["mark_before"] != both["mark_after"]
    )
    return both[is_other].sort_values(["place_id", *KEY])


def said(row: Row, side: str) -> str:
    """Return a figure as it is read: a number, or the word for why there is none."""
    if row[f"mark{side}"] != "number":
        figure = published_figures().get(row["address"])
        words = states_of(figure) if figure else {}
        if word := words.get(row[f"mark{side}"]):
            return word
        return wording.MISSING_LABELS.get(row[f"mark{side}"], wording.NOTHING)
    about = "≈" if row[f"approximate{side}"] == "true" else ""
    return f"{about}{row[f'value{side}']}"


def label_of(address: str) -> str:
    """Return what a figure is called; a part of a sum by the name that the report gives it."""
    if address.startswith("items."):
        return f"分项：{unguarded(address.split('.', 2)[2])}"
    figure = published_figures().get(address)
    return figure.heading if figure else labels().get(address, address)
