"""What a change of the register does to the series of figures, a sentence for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from dashboard.labels import wording
from etl.domain.place import Place
from etl.storage.unit_register.series import Counted, Series, Stage, carried_on, series_of
from etl.storage.unit_register.unit_checks import told

MOST_NAMES, MOST_ALIKE = 10, 3
Known = Mapping[str, Series]


def sentences(
    before: Collection[Place], after: Collection[Place], counted: Counted, newest: int
) -> list[str]:
    """Return what becomes of each series that a change of the register touches.

    `counted` are the reports that are there, `newest` the year that is collected without any.
    """
    counted = [*counted]
    old, new = (series_of(places, counted, newest) for places in (before, after))
    kept = {place.place_id for place in after}
    fresh, gone = [], [one for one in old.values() if not kept & {*one.members}]
    changed: list[str] = []
    for code, one in new.items():
        if code in old and old[code].shown == one.shown:
            continue
        origins = [b for b in old.values() if b.members.keys() & one.members.keys()]
        if origins:
            changed.append(change(one, origins, new))
        else:
            fresh.append(one)
    return [
        *changed, *abroad(before, after), *together("新增", "各自成一条数据", fresh),
        *together("移除", "页面不再显示它们的历年数据", gone),
    ]  # fmt: skip


def together(what: str, then: str, alike: list[Series]) -> Iterator[str]:
    """Yield a sentence for each of a few series that come or go, one for many."""
    if len(alike) > MOST_ALIKE:
        names = wording.names([one.unit.township for one in alike], MOST_NAMES)
        yield f"{what} {len(alike)} 个单位，{then}：{names}。"
        return
    for one in alike:
        if what == "移除":
            yield f"{one.label}：从名册移除，这条历年数据到此为止，页面不再显示。"
        else:
            yield f"{one.label}：新增一条数据，{made_up(one)}。"


def change(one: Series, origins: list[Series], new: Known) -> str:
    """Return what becomes of a series that carries on figures of others, or its own."""
    own = next((b for b in origins if b.unit.place_id == one.unit.place_id), None)
    parts = [*renamed(one, own), *taken_over(one, origins, new, own), *lost(one, own)]
    if own is None or own.label != one.label:
        parts.append(f"以“{one.label}”显示")
    made = made_up(one)
    is_as_before = own is not None and made_up(own) == made
    parts.append("各年度的数字不变" if is_as_before else made)
    return f"{one.unit.township}：{'，'.join(parts)}。"


def renamed(one: Series, own: Series | None) -> Iterator[str]:
    """Yield that a unit goes on under another name."""
    if own and own.unit.township != one.unit.township:
        yield f"由“{own.unit.township}”更名，历年数字接续"


def taken_over(
    one: Series, origins: list[Series], new: Known, own: Series | None
) -> Iterator[str]:  # fmt: skip
    """Yield from which series of before the units of this one come."""
    others = [b for b in origins if b is not own]
    free = [b for b in others if one.unit.place_id in b.members]
    for b in free:
        yield f"不再由{b.unit.township}承接"
    whole = [b for b in others if b not in free and b.unit.place_id not in new]
    if whole:
        names = wording.names([b.unit.township for b in whole], MOST_NAMES)
        is_one = own is None and len(whole) == 1
        yield f"接续{names}的历年数字" if is_one else f"{names}的历年数字并入"
    for b in others:
        if b not in free and b not in whole:
            shared = [m.township for code, m in one.members.items() if code in b.members]
            yield f"原由{b.unit.township}承接的{wording.names(shared, MOST_NAMES)}改由它承接"


def lost(one: Series, own: Series | None) -> Iterator[str]:
    """Yield which units a series no longer holds."""
    names = [m.township for code, m in (own.members if own else {}).items()
             if code not in one.members]  # fmt: skip
    if names:
        yield f"不再含{wording.names(names, MOST_NAMES)}"


def made_up(one: Series) -> str:
    """Return which units make up a series in which years."""
    if not one.stages:
        return "现有报告的年度里都不应报"
    only = one.stages[0]
    if len(one.stages) == 1 and only.first == one.since and not only.is_sum:
        return f"各年度都是{only.units[0].township}的数字"
    return "；".join(stage_told(stage, one) for stage in one.stages)


def stage_told(stage: Stage, one: Series) -> str:
    """Return whose figures those of some years are, and how many reports a sum rests on."""
    years = years_told(stage)
    if not stage.units:
        ends = f"，这条数据到 {stage.first - 1} 年度为止" if stage.last is None else ""
        return f"{years}没有单位报送{ends}"
    names = [unit.township for unit in one.members.values()]
    said = [told(u) if names.count(u.township) > 1 else u.township for u in stage.units]
    if not stage.is_sum:
        return f"{years}是{said[0]}的数字"
    return f"{years}是{wording.names(said, MOST_NAMES)} {len(said)} 个单位之和{reports(stage)}"


def years_told(stage: Stage) -> str:
    """Return the years of a stage."""
    if stage.last is None:
        return f"{stage.first} 年度起"
    return f"{stage.first} 年度" if stage.first == stage.last else (
        f"{stage.first}—{stage.last} 年度"
    )  # fmt: skip


def reports(stage: Stage) -> str:
    """Return how many reports there are of a sum, and in which years one is missing."""
    if not stage.expected:
        return ""
    short = "、".join(map(str, stage.short))
    lacking = f"；{short} 年度没有报齐，没有合计" if short else ""
    return f"（应报 {stage.expected} 份，已报 {stage.filed} 份{lacking}）"


def abroad(before: Collection[Place], after: Collection[Place]) -> Iterator[str]:
    """Yield each unit that one of another county is to carry on: its figures are in no series."""
    was, ends = carried_on(before), carried_on(after)
    known = {place.place_id: place for place in chain(before, after)}
    for code, end in ends.items():
        unit, other = known[code], known[end]
        if other.county_id != unit.county_id and was.get(code) != end:
            yield (
                f"{unit.township}：由{other.county}的{other.township}承接，"
                "历年数字不接到那里，只列在报送情况中。"
            )
