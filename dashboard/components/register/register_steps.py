"""The form that writes a renaming, an upgrade or a merger into the grid of the register."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.data.unit_register import Units
from etl.definitions.unit_kinds import type_of_name
from etl.domain.place import Place
from etl.storage.unit_register.unit_checks import told
from etl.storage.unit_register.unit_rows import CODE

RENAMED, REPLACED, MERGED = "更名（代码不变）", "升格或更名（换代码）", "并入另一单位"
EARLIEST = 2008


def step_form(units: Units, this_year: int) -> dict[str, Place] | None:
    """Draw the form and return the units after the step; None where none is taken."""
    with (
        st.expander("更名、升格、撤并", icon=":material/merge:"),
        st.form("register_step", border=False),
    ):
        left, middle, right = st.columns(3)
        code = left.selectbox(
            "哪个单位", list(units), index=None, format_func=lambda c: told(units[c]),
            placeholder="请选择",
        )  # fmt: skip
        what = middle.selectbox("怎样变化", (RENAMED, REPLACED, MERGED))
        year = right.number_input("从哪个报告年度起", EARLIEST, this_year, this_year - 1)
        left, middle, right = st.columns(3)
        name = left.text_input("新名称", max_chars=60)
        new_code = middle.text_input("新代码", max_chars=12, help="换代码时填写")
        target = right.selectbox(
            "并入", list(units), index=None, format_func=lambda c: told(units[c]),
            placeholder="撤并时选择",
        )  # fmt: skip
        pressed = st.form_submit_button("写入下表", icon=":material/edit:")
    if not pressed:
        return None
    problem = lacking(what, code, int(year), (name.strip(), new_code.strip(), target), units)
    if problem or code is None:
        st.error(problem or "请选择单位。", icon=":material/error:")
        return None
    return stepped(units, code, what, int(year), (name.strip(), new_code.strip(), target or ""))


def lacking(
    what: str, code: str | None, year: int, given: tuple[str, str, str | None], units: Units
) -> str:  # fmt: skip
    """Return what a step lacks, empty for nothing."""
    name, new_code, target = given
    if code is None:
        return "请选择单位。"
    begun = units[code].valid_from
    if what != RENAMED and begun and year <= begun:
        return f"{told(units[code])}从 {begun} 年度起才有，变化要在以后的年度。"
    if what == MERGED:
        return "" if target and target != code else "请选择并入哪个单位。"
    if not name:
        return "请填写新名称。"
    if what == REPLACED and not (CODE.fullmatch(new_code) and new_code not in units):
        return "请填写新代码：9 位或 12 位数字，名册中没有用过。"
    return ""


def stepped(
    units: Units, code: str, what: str, year: int, given: tuple[str, str, str]
) -> dict[str, Place]:
    """Return the units after a step that counts from a report year on."""
    name, new_code, target = given
    old = units[code]
    if what == RENAMED:
        aliases = tuple(dict.fromkeys((*old.aliases, old.township)))
        renamed = replace(old, township=name, type=type_of_name(name) or old.type, aliases=aliases)
        return {**units, code: renamed}
    until = tuple(given for given in old.populations if given[0] < year)
    from_then = tuple(given for given in old.populations if given[0] >= year)
    ended = replace(
        old, valid_to=year - 1, successor=target if what == MERGED else new_code, populations=until
    )
    if what == MERGED:
        return {**units, code: ended}
    begun = replace(
        old, place_id=new_code, township=name, type=type_of_name(name) or old.type, aliases=(),
        valid_from=year, valid_to=None, successor=None, populations=from_then,
    )  # fmt: skip
    return {**units, code: ended, new_code: begun}
