"""The register: which units are to report, under which names, since when and until when?"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard.components import deadline_grid, headline, register_form
from dashboard.components.display.data_table import plain_table
from dashboard.components.display.export_buttons import export_buttons
from dashboard.components.name_field import only_reads
from dashboard.data.unit_register import registered
from dashboard.exports import Export
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import Page
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.collection.register import unit_rows, units_table
from etl.domain.errors import ReportError

PAGE = Page(
    title="单位名册",
    question="哪些单位应当报送，叫什么名字，从哪年到哪年？",
    icon=":material/list_alt:",
    section="收集",
    position=80,
)


NOT_YET = "名册还没有登记单位：示例县的单位由程序生成，不在名册里"


def render(selection: Selection) -> None:
    """Draw the page."""
    is_sample = source().is_sample
    county = None if is_sample else selection.county_id
    try:
        places, _ = registered()
    except ReportError as error:
        st.error(literal(str(error)), icon=":material/error:")
        return
    if is_sample:
        st.info(
            "现在显示的是示例县。在这里登记本单位的名册，保存后示例县从看板消失。",
            icon=":material/science:",
        )
    listed = [place for place in places.values() if county in (None, place.county_id)]
    expected = date.today().year - 1
    current = sum(place.is_valid(expected) for place in listed)
    told = f"名册登记 {len(listed)} 个单位，{expected} 年度应报 {current} 个"
    headline(told if listed or not is_sample else NOT_YET)
    if not only_reads():
        register_form(county)
    units = units_table(listed)
    frame = pd.DataFrame(unit_rows(listed), columns=[column.name for column in units.columns])
    if only_reads():
        plain_table(frame, units)
    export_buttons(Export(frame, units, selection, source(), ()))
    if county is not None and not only_reads():
        st.subheader("报送期限", anchor=False)
        deadline_grid(county, expected)
