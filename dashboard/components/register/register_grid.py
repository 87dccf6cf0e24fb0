"""The register as a grid to edit, filled by hand, from Excel or by a step; nothing is kept yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.register.register_steps import step_form
from dashboard.data.files.import_job import MEGABYTE
from dashboard.data.unit_register import LARGEST, Units, read_list, registered
from dashboard.labels.markdown import literal
from dashboard.tables.collection.register import population_headings, unit_rows
from etl.domain.errors import ReportError
from etl.domain.place import Place
from etl.storage.unit_register.unit_checks import BrokenRegister, told
from etl.storage.unit_register.unit_rows import AREA, headings, read_units

DRAFT = "register_draft"
LONGEST_CELL = 60
LONGEST_PASTE = 500_000
TYPES = ["xlsx", "csv", "xls", "et", "ods", "txt"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The units as they stood when they were opened, and as the grid was last filled.

    `elsewhere` are the units of other counties, where one county is edited. `number` counts the
    fillings: each is a grid of its own. `aside` says which rows of a list were no unit.
    """

    county: str | None
    stored: Units
    elsewhere: Units
    seen: Mapping[str, int]
    filled: Units
    number: int = 0
    aside: tuple[str, ...] = ()


def draft_of(county: str | None) -> Draft:
    """Return what is being edited, of one county or of all; opened where nothing is."""
    found = st.session_state.get(DRAFT)
    if found is None or found.county != county:
        places, seen = registered()
        stored = {code: p for code, p in places.items() if county in (None, p.county_id)}
        number = found.number + 1 if found else 0
        elsewhere = {code: p for code, p in places.items() if code not in stored}
        found = st.session_state[DRAFT] = Draft(county, stored, elsewhere, seen, stored, number)
    return found


def reopen() -> None:
    """Forget what was edited, so that the register is read afresh."""
    if DRAFT in st.session_state:
        st.session_state[DRAFT] = replace(st.session_state[DRAFT], county="")


def register_grid(draft: Draft) -> dict[str, Place] | None:
    """Draw the grid with what fills it, and return its units; None where a row is no unit."""
    above, steps = st.container(), st.container()
    lines = edited(draft)
    units: dict[str, Place] | None = {}
    if len(lines) > 1:
        try:
            units = read_units(lines, draft.stored, {})
            refuse_elsewhere(units, draft.elsewhere)
        except ReportError as error:
            st.error("表中有一处需要改正。", icon=":material/error:")
            st.text(str(error))
            units = None
    with above:
        fill_form(draft, units or draft.filled)
        if draft.aside:
            st.info(literal(f"{'；'.join(draft.aside)}。"), icon=":material/playlist_remove:")
    if units:
        with steps:
            changed = step_form(units, date.today().year)
            if changed is not None:
                fill(draft, changed)
    return units


def refuse_elsewhere(units: Units, elsewhere: Units) -> None:
    """Refuse a row that would take the place of a unit of a county that is not shown."""
    taken = "、".join(told(elsewhere[code]) for code in units if code in elsewhere)
    if taken:
        raise BrokenRegister(
            f"代码已经属于别的县的单位：{taken}。", "请核对代码；要改那个县，请先在上方选它。"
        )


def edited(draft: Draft) -> list[list[str]]:
    """Draw the grid and return its headings and the rows that are not blank."""
    headed = headings() | population_headings(draft.filled.values())
    rows = unit_rows(draft.filled.values())
    frame = pd.DataFrame(rows, columns=list(headed), dtype="str")
    shown = st.data_editor(
        frame,
        num_rows="dynamic",
        hide_index=True,
        key=f"register_{draft.number}",
        height=min(max(38 + 35 * (len(frame) + 2), 150), 420),
        column_config={
            name: st.column_config.TextColumn(
                label, max_chars=LONGEST_CELL, required=name in ("place_id", "township")
            )
            for name, label in headed.items()
        },
        placeholder="",
    )
    cells = [[*map(str, row)] for row in shown.fillna("").itertuples(index=False)]
    return [list(headed.values()), *(row for row in cells if any(row))]


def fill_form(draft: Draft, units: Units) -> None:
    """Draw the form that fills the grid from a file or from what was copied in Excel."""
    with (
        st.expander("从 Excel 上传或粘贴", expanded=not draft.filled, icon=":material/table_view:"),
        st.form("register_list", border=False),
    ):
        sent = st.file_uploader(
            "上传名册", type=TYPES, max_upload_size=LARGEST // MEGABYTE,
            help="Excel、WPS 或 CSV；认得出常用的列名",
        )  # fmt: skip
        pasted = st.text_area(
            "粘贴名册", max_chars=LONGEST_PASTE, height=120,
            placeholder="在 Excel 中选中各行复制，粘贴到这里；代码和单位名称两列必须有",
        )  # fmt: skip
        boxes: list[DeltaGenerator] = st.columns(len(AREA))
        area = {
            name: box.text_input(
                headings()[name], max_chars=LONGEST_CELL, help="表中没有这一列时填写"
            )
            for name, box in zip(AREA, boxes, strict=True)
        }
        alone = st.checkbox("名册以此表为准：表中没有的单位移除")
        pressed = st.form_submit_button("读入下表", icon=":material/download:")
    if not pressed:
        return
    if sent is None and not pasted.strip():
        st.error("请先选择文件，或粘贴内容。", icon=":material/error:")
        return
    if sent is not None and sent.size > LARGEST:
        st.error("文件过大，请确认没有放错。", icon=":material/error:")
        return
    name, content = (
        (sent.name, sent.getvalue()) if sent else ("粘贴.tsv", pasted.encode("utf-8", "replace"))
    )
    try:
        found, aside = read_list(name, content, units, area)
    except ReportError as error:
        st.error("没有读入。", icon=":material/error:")
        st.text(str(error))
        return
    fill(draft, found if alone else {**units, **found}, aside)


def fill(draft: Draft, units: Units, aside: Sequence[str] = ()) -> None:
    """Show these units in a grid of its own, with what was set `aside` of their list."""
    ordered, told_aside = dict(sorted(units.items())), tuple(aside)
    st.session_state[DRAFT] = replace(
        draft, filled=ordered, number=draft.number + 1, aside=told_aside
    )
    st.rerun()
