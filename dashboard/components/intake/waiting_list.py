"""The tray of files that wait for a person: each is settled where it stands, or put aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.files.waiting_files import (
    LONGEST_REASON,
    Choice,
    decide,
    dismissed_files,
    free_code,
    known_units,
    likely_units,
    restore,
    waiting_files,
)
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.navigation.filters import show_newest
from etl.definitions.unit_kinds import TOWNSHIP, type_of_name, unit_kinds
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.pipeline.identity.resolve_identity import FIRST_YEAR

SHOWN = 5
LONGEST_UNIT = 60
KINDS = unit_kinds()
TYPES = [*KINDS[TOWNSHIP].types, *(k.types[0] for k in KINDS.values() if k.id != TOWNSHIP)]
AS_WRITTEN, OTHER, ENTER, IGNORE = "按文件所写", "其他单位", "加入名册", "忽略"


def waiting_list() -> None:
    """Draw the files that wait, with what can be done, and those that were put aside."""
    entries = waiting_files()
    if entries:
        state = wording.IMPORT_LABELS["waiting"]
        st.markdown(f"**{state}：{len(entries)} 个文件**（已保存，核收前不计入统计）")
        choices = settled(entries, "tray")
        if choices and st.button(f"处理所选 {len(choices)} 个文件", type="primary"):
            carry_out(choices, {entry.sha256: entry.file_name for entry in entries})
    put_aside()


def settled(entries: Sequence[ImportEntry], where: str) -> dict[str, Choice]:
    """Draw files that wait, and return by hash what is chosen for those that a person settles.

    `where` tells apart two such lists on one screen.
    """
    units, chosen = known_units(), {}
    for entry in entries[:SHOWN]:
        with st.container(border=True, gap="xxsmall"):
            st.text(entry.file_name)
            st.text(entry.message)
            if not only_reads() and (choice := choice_of(entry, units, where)):
                chosen[entry.sha256] = choice
    if len(entries) > SHOWN:
        st.caption(f"还有 {len(entries) - SHOWN} 个，处理前面的之后显示。")
    if not chosen:
        return {}
    left, right = st.columns(2)
    with left:
        by = name_field("核收人", key=f"decided_by_{where}")
    why = right.text_input(
        "理由", key=f"why_{where}", max_chars=LONGEST_REASON, placeholder="例如：已电话核实"
    )
    return {sha256: replace(choice, by=by, why=why) for sha256, choice in chosen.items()}


def choice_of(entry: ImportEntry, units: Mapping[str, Place], where: str) -> Choice | None:
    """Draw whose a file may be, and return what is chosen; None while it is to wait."""
    key = f"{where}_{entry.sha256}"
    offered = options(entry)
    what = st.pills("归哪个单位", list(offered), format_func=offered.__getitem__, key=key)
    if what is None:
        return None
    if what == IGNORE:
        return Choice(dismiss=True)
    place_id, unit = (what, None) if what in units else (None, None)
    if what == ENTER:
        unit = unit_fields(entry, units, key)
    elif what == OTHER:
        place_id = st.selectbox(
            "单位", list(units), index=None, placeholder="输入名称查找", key=f"{key}_unit",
            format_func=lambda code: named(units[code]),
        )  # fmt: skip
        if place_id is None:
            return None
    if entry.reports > 1:
        return Choice(unit=unit, several=True)
    years = list(range(date.today().year, FIRST_YEAR - 1, -1))
    # What is settled as written waits for its year alone: that is asked for.
    is_known = entry.year in years and what != AS_WRITTEN
    year = st.selectbox(
        "报告年度", years, index=years.index(entry.year or 0) if is_known else None,
        placeholder="按文件所写", key=f"{key}_year",
    )  # fmt: skip
    return Choice(place_id=place_id, year=year, unit=unit)


def options(entry: ImportEntry) -> dict[str, str]:
    """Return what can be done with a file, by the code of a unit or one of our words."""
    written = f"{AS_WRITTEN}（{entry.unit}）" if entry.unit else AS_WRITTEN
    if entry.reports > 1:
        return {AS_WRITTEN: AS_WRITTEN, ENTER: ENTER, IGNORE: IGNORE}
    near = {place.place_id: literal(named(place)) for place in likely_units(entry)}
    return {
        **near,
        **({} if entry.near else {AS_WRITTEN: literal(written)}),
        **{word: word for word in (OTHER, ENTER, IGNORE)},
    }


def unit_fields(entry: ImportEntry, units: Mapping[str, Place], key: str) -> dict[str, str]:
    """Draw the fields of a unit that the register lacks, filled from the file; return them."""
    counties = {place.county_id: place.county for place in units.values()}
    name = entry.unit
    for county in counties.values():
        name = name.removeprefix(county)
    usual = type_of_name(name)
    left, right = st.columns(2)
    township = left.text_input("单位名称", name, LONGEST_UNIT, key=f"{key}_name")
    unit_type = right.selectbox(
        "类型", TYPES, index=TYPES.index(usual) if usual in TYPES else None,
        placeholder="由名称判断", key=f"{key}_type",
    )  # fmt: skip
    area = entry.area[:-1] or "?"
    found = [code for code, county in counties.items() if county.startswith(area)]
    if len(counties) == 1:
        found = [*counties]
    county_id = left.selectbox(
        "所属县（区、市）", list(counties), key=f"{key}_county", format_func=counties.__getitem__,
        index=list(counties).index(found[0]) if len(found) == 1 else None,
    )  # fmt: skip
    code = right.text_input(
        "代码", free_code(units, county_id or "", unit_type or ""), LONGEST_UNIT,
        key=f"{key}_{county_id}_{unit_type}_code",
        help="9 位或 12 位，前 6 位是县代码；没有代码的县直部门用县代码后接 901 起的三位编号",
    )  # fmt: skip
    if county_id and code.strip() and not code.strip().startswith(county_id):
        st.caption(f"代码的前 6 位不是{counties[county_id]}的代码 {county_id}，保存时以代码为准。")
    return {"place_id": code, "township": township, "type": unit_type or ""}


def put_aside() -> None:
    """Draw the files that were dismissed, and the way to bring one back."""
    found = dismissed_files()
    if not found:
        return
    by_hash = {dismissal.sha256: (waits, dismissal) for waits, dismissal in found}
    label = wording.IMPORT_LABELS["dismissed"]
    with st.expander(f"{label} {len(found)} 个文件", icon=":material/inventory_2:"):
        for waits, dismissal in found[:SHOWN]:
            at = f"{dismissal.imported_at:%Y-%m-%d %H:%M}"
            st.text(f"{waits.file_name}：{dismissal.decided_by}，{at}，{dismissal.why}")
        if only_reads():
            return
        with st.form("restore_dismissed", border=False):
            chosen = st.selectbox(
                "恢复哪个文件", list(by_hash), format_func=lambda sha: by_hash[sha][0].file_name
            )
            by = name_field("处理人", key="restored_by")
            why = st.text_input("理由", max_chars=LONGEST_REASON, key="why_restored")
            pressed = st.form_submit_button("恢复，重新待核收", icon=":material/undo:")
        if pressed:
            finish([restore(chosen, by, why)])


def carry_out(choices: Mapping[str, Choice], names: Mapping[str, str]) -> None:
    """Do what was chosen, and say of each file why where it cannot be done."""
    if not all(choice.by.strip() and choice.why.strip() for choice in choices.values()):
        st.error("请填写核收人和理由。", icon=":material/error:")
        return
    with st.spinner("正在处理……"):
        told = {sha256: decide(sha256, choice) for sha256, choice in choices.items()}
    finish([f"{names[sha256]}：{problem}" for sha256, problem in told.items() if problem])


def finish(problems: Sequence[str]) -> None:
    """Show the page as it is now, or say what could not be done."""
    problems = [problem for problem in problems if problem]
    if not problems:
        show_newest()
        st.rerun()
    st.error("没有完成。", icon=":material/error:")
    st.text("\n".join(problems))


def named(place: Place) -> str:
    """Return how a unit is called in the list of all counties."""
    return f"{place.county}{place.township}（{place.place_id}）"
