"""Figures that are not simply what a report prints: corrected ones, and reports read from pictures.

They are named on every page and in every export whose selection holds them.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.decisions.review_decisions import root
from dashboard.data.safekeeping.frozen import differences, frozen_of, state_now, state_of
from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from etl.domain.errors import ReportError
from etl.storage.decisions.frozen_years import FOLDER, FrozenYear

MOST_NOTES = 3
LONGEST_NOTE = 48
FROZEN, EDITION = "定稿", "定稿编号"
TITLES = {"corrected": "已更正", "confirmed": "由人确认", "recognized": "图片识别", "note": "备注",
          "joint": "联合发文", "left_out": "已报未计入"}  # fmt: skip


def caveats(selection: Selection) -> list[Row]:
    """Return the corrected figures and the recognized reports of a selection."""
    return rows(ask("caveats", **selection.parameters))


def summary(found: list[Row]) -> str:
    """Return how many figures are corrected and how many reports recognized."""
    counts = {kind: sum(row["kind"] == kind for row in found) for kind in TITLES}
    units = {"corrected": "个数字", "confirmed": "个数字", "recognized": "份报告", "note": "条",
             "joint": "个数字", "left_out": "处"}  # fmt: skip
    named = [f"{TITLES[kind]} {n} {units[kind]}" for kind, n in counts.items() if n]
    return " · ".join(named)


def in_short(found: list[Row]) -> str:
    """Return the same for a line that holds much else: of several kinds only how many."""
    is_one = len({row["kind"] for row in found}) == 1
    return summary(found) if is_one else f"数字说明 {len(found)} 条"


def sentence(row: Row) -> str:
    """Return what was corrected and why, or how sure the recognition is at worst."""
    head = f"{row['township']} {row['year']} 年度："
    if row["kind"] == "note":
        return f"{head}{row['why']}"
    if row["kind"] == "recognized":
        sure = wording.rate(row["confidence"], digits=0)
        return f"{head}由图片识别，共 {row['figures']} 个数字，最低把握 {sure}，使用前请对照原件"
    if row["kind"] == "joint":
        count = wording.number(row["value"], "件")
        return f"{head}{row['label']}含联合发文 {count}，其他单位也计入；重复的只在“全县汇总”扣除"
    if row["kind"] == "left_out":
        return f"{head}{left_out(row)}"
    meant = wording.number(row["value"], mark=row["mark"])
    return f"{head}{row['label']}，原文“{row['raw']}”，按“{meant}”统计（{row['why']}）"


def left_out(row: Row) -> str:
    """Return what a unit filed that is in no sum, as a unit it was merged with has no figure."""
    head = f"后来与它合并的{row['why']}"
    tail = "不计入各合计；“全县汇总”按单位相加，已计入"
    if row["mark"] == "partly_missing":
        return f"{head}没有报告，本单位已报的 {row['figures']} 个数字{tail}"
    several = "" if row["figures"] == 1 else f"等 {row['figures']} 项"
    printed = "" if wording.is_missing(row["raw"]) else f"“{row['raw']}”"
    return f"{head}没有写明“{row['label']}”{several}，本单位所报的{printed}{tail}"


def footnote(found: list[Row]) -> str:
    """Return what stands below a chart: the counts, and the notes themselves."""
    notes = [
        f"备注：{shortened(sentence(row), LONGEST_NOTE)}" for row in found if row["kind"] == "note"
    ]
    more = [f"另有备注 {len(notes) - MOST_NOTES} 条"] if len(notes) > MOST_NOTES else []
    counts = summary([row for row in found if row["kind"] not in ("note", "left_out")])
    left = dict.fromkeys(
        f"{row['township']} {row['year']} 年度" for row in found if row["kind"] == "left_out"
    )
    told = [f"{TITLES['left_out']}：{wording.names(left, MOST_NOTES)}"] if left else []
    return "；".join([*([f"含{counts}"] if counts else []), *told, *notes[:MOST_NOTES], *more])


def shortened(said: str, most: int) -> str:
    """Return a sentence that fits below a chart; the whole of it stands in the page's notes."""
    return said if len(said) <= most else f"{said[: most - 6]}……（见备注）"


def caveat_notes(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Return the caveats of a selection, and what of it is frozen, as lines of notes."""
    found = ((TITLES[row["kind"]], sentence(row)) for row in caveats(selection))
    told = frozen_years(selection)
    editions = ((EDITION, edition) for _, edition in told if edition)
    return *found, *((FROZEN, said) for said, _ in told), *editions


def remarks(selection: Selection) -> tuple[str, ...]:
    """Return the notes on the last chosen year and what of it is frozen, a sentence each."""
    told = caveat_notes(selection.last_year)
    return tuple(f"{title}：{said}。" for title, said in told if title in (TITLES["note"], FROZEN))


def left_out_of_sums(selection: Selection) -> tuple[str, ...]:
    """Return what of the chosen years was filed and is in no sum, a sentence each."""
    found = (row for row in caveats(selection) if row["kind"] == "left_out")
    return tuple(f"{TITLES['left_out']}：{sentence(row)}。" for row in found)


def frozen_sentence(selection: Selection) -> str:
    """Return whether the figures of the last chosen year are frozen ones, empty where none are."""
    return "".join(f"{said}。" for said, _ in frozen_years(selection.last_year))


def frozen_years(selection: Selection) -> list[tuple[str, str]]:
    """Return of each chosen year that was frozen whether its figures are those of a frozen one.

    Beside the sentence stands the id of that frozen year, empty where they differ from all.
    """
    if not (root() / FOLDER).is_dir():
        return []
    try:
        kept = frozen_of(selection)
        return [told_year(selection, year, kept) for year in sorted({one.year for one in kept})]
    except ReportError as error:
        return [(str(error), "")]


def told_year(selection: Selection, year: int, kept: Sequence[FrozenYear]) -> tuple[str, str]:
    """Return with which frozen year the figures of a year agree, or how many differ from the last.

    They are all published figures of the county's year, whatever was chosen of it.
    """
    now = state_now(selection, year).figures
    states = [state_of(one) for one in kept if one.year == year][::-1]
    changed = {state.name: len(differences(state.figures, now)) for state in states}
    for name, count in changed.items():
        if not count:
            return f"{year} 年度数字与定稿 {name} 一致", name
    name, count = next(iter(changed.items()))
    said = f"{year} 年度全县有 {count} 个公布的数字与最近的定稿 {name} 不同，见“定稿与修订”"
    return said, ""
