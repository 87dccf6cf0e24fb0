"""Every published figure that changed from a frozen state to the next, and the act behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import pandas as pd

from dashboard.data.accounts.change_log import MOVED, known_changes, stands_at
from dashboard.data.decisions.review_decisions import root
from dashboard.data.safekeeping.frozen import SUM, State, among, differences, label_of, said
from dashboard.labels import wording
from dashboard.labels.acts import KINDS, told
from dashboard.queries.result import Row, rows
from etl.definitions.published import group_of, sources_of
from etl.definitions.states import vocabularies
from etl.definitions.unit_kinds import unit_kinds
from etl.storage.records.change_log import Change
from etl.storage.records.store import reading
from etl.storage.records.tables import DEADLINES, JOINT
from etl.templates.formula_guard import unguarded

UPDATED = "程序或口径更新"
MOST_NAMED = 3
FILING = "filing."
COLUMNS = ["step", "kind", "township", "label", "before", "after", "why"]

FILE = ["report_key", "file_name", "imported_at"]
"""What is known of the file that a figure is of."""


def revisions(states: Sequence[State], *, with_unkept: bool = False) -> pd.DataFrame:
    """Return every figure that changed from each state to the next, with the act behind it.

    `with_unkept` adds the sums that an earlier state could not hold yet.
    """
    with reading(root()) as connection:
        acts = known_changes(connection)
    found = [
        {"step": f"{before.name} → {after.name}", **row}
        for before, after in pairwise(states)
        for row in explained(
            with_files(differences(before.figures, after.figures), before, after),
            [act for act in acts if before.act < act.act < after.act],
            before.frozen.year if before.frozen else 0,
        )
    ]
    if with_unkept:
        found += [row for before, after in pairwise(states) for row in kept_later(before, after)]
    return pd.DataFrame(found, columns=COLUMNS)


def with_files(found: pd.DataFrame, before: State, after: State) -> pd.DataFrame:
    """Return differences with the file of the unit, also where it has the figure no more.

    What is computed may be of the files of several units that were merged.
    """
    filled = found.copy()
    whose = filled["place_id"] + computed(filled)
    for side, state in (("_before", before), ("_after", after)):
        figures = state.figures[state.figures["report_key"].fillna("") != ""]
        files = figures.assign(whose=figures["place_id"] + computed(figures))
        files = files.drop_duplicates("whose").set_index("whose")
        for column in FILE:
            own = filled[f"{column}{side}"]
            filled[f"{column}{side}"] = own.where(own != "", whose.map(files[column]).fillna(""))
    return filled


def computed(figures: pd.DataFrame) -> pd.Series[str]:
    """Return a sign for each figure that is computed, nothing for one that is printed."""
    return figures["address"].map(group_of).ne("").map({True: "+", False: ""})


def explained(found: pd.DataFrame, acts: Sequence[Change], year: int) -> list[Row]:
    """Return differences of a year in words, units before sums, each with its reason."""
    units, sums = [], []
    for row in rows(found):
        line = {
            "kind": row["kind"],
            "township": row["township_after"] or row["township_before"] or SUM,
            "label": label_of(row["address"]),
            "before": said(row, "_before"),
            "after": said(row, "_after"),
        }
        if row["place_id"]:
            units.append((row, line | {"why": reason(row, acts, year)}))
        else:
            sums.append((row, line))
    names: dict[tuple[str, str], list[str]] = {}
    for row, line in units:
        names.setdefault((row["kind"], row["address"]), []).append(line["township"])
    rest = last_of("places", acts) or UPDATED
    return [line for _, line in units] + [
        line | {"why": why_sum(row, names, acts, year) or rest} for row, line in sums
    ]


def why_sum(
    row: Row, names: Mapping[tuple[str, str], Sequence[str]], acts: Sequence[Change], year: int
) -> str:
    """Return why a sum differs: its units, documents said to be joint, or both; else empty."""
    kind, address = row["kind"], row["address"]
    sources = sources_of(address)
    changed = [*dict.fromkeys(
        name for (other, of), found in names.items()
        if of in sources and kind in ("", other) and not unit_kinds()[other].is_compiled
        for name in found
    )]  # fmt: skip
    joint = [
        act for act in acts
        if act.kind == JOINT.name and act.year == year
        and (act.after or act.before or {}).get("address") == address
    ]  # fmt: skip
    return "；".join(filter(None, (follows(changed), last_of(JOINT.name, joint))))


def follows(names: Sequence[str]) -> str:
    """Return that a sum follows its units, empty where none of them has changed."""
    several = f"等 {len(names)} 个单位" if len(names) > MOST_NAMED else ""
    return f"随单位的数字变化：{'、'.join(names[:MOST_NAMED])}{several}" if names else ""


def reason(row: Row, acts: Sequence[Change], year: int) -> str:
    """Return why a unit's figure differs: the last act about it, the file that came, or us."""
    if row["address"].startswith(FILING) and (due := last_of(DEADLINES.name, of_year(acts, year))):
        return due
    about = [act for act in acts if is_about(act, row, year)]
    before, after = row["report_key_before"], row["report_key_after"]
    if before != after:
        registered = () if before and after else ("places",)
        placed = [act for act in about if act.kind in ("chosen_reports", MOVED, *registered)]
        came = row["imported_at_after"]
        if placed and came <= placed[-1].at.isoformat():
            return told_act(placed[-1])
        if after:
            return f"导入“{unguarded(row['file_name_after'])}”（{came[:16].replace('T', ' ')}）"
        return UPDATED
    mended = [act for act in about if act.kind == "corrections"]
    return told_act(mended[-1]) if mended else UPDATED


def is_about(act: Change, row: Row, year: int) -> bool:
    """Return whether an act is about a unit's year, a correction about the figure itself."""
    place_id = row["place_id"]
    if act.kind == MOVED:
        return any(stands_at(act, v) == (place_id, year) for v in (act.before, act.after))
    if act.place_id != place_id or act.year not in (None, 0, year):
        return False
    values = act.after or act.before or {}
    is_computed = group_of(row["address"]) != ""
    return act.kind != "corrections" or is_computed or values.get("address") == row["address"]


def of_year(acts: Sequence[Change], year: int) -> list[Change]:
    """Return the acts about a report year."""
    return [act for act in acts if act.year == year]


def kept_later(before: State, after: State) -> list[Row]:
    """Return the sums that only the later of two states holds, as what was not kept then."""
    shown = after.figures[among(after.figures, before.not_kept) & (after.figures["place_id"] == "")]
    word = wording.FROZEN_LABELS["not_kept"]
    return [
        {
            "step": f"{before.name} → {after.name}",
            "kind": row["kind"],
            "township": SUM,
            "label": label_of(row["address"]),
            "before": word,
            "after": said(row, ""),
            "why": vocabularies()["frozen_states"].states[0].meaning,
        }
        for row in rows(shown)
    ]


def last_of(kind: str, acts: Sequence[Change]) -> str:
    """Return the last act of a kind in words, empty where there is none."""
    found = [act for act in acts if act.kind == kind]
    return told_act(found[-1]) if found else ""


def told_act(act: Change) -> str:
    """Return an act in words: its number, who, what and why."""
    what = f"撤销第 {act.undoes} 号操作" if act.undoes else KINDS[act.kind]
    why = f"（{act.why}）" if act.why else ""
    return f"第 {act.act} 号 {act.who} {what}：{told(act.kind, act.after)}{why}"
