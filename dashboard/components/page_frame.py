"""What stands around every page: its heading, its files, and the way to the meeting view."""

from __future__ import annotations

from types import ModuleType

import streamlit as st

from dashboard.components.meeting import MEETING, meeting, meeting_button
from dashboard.components.page_files import page_files
from dashboard.components.shown import keeping
from dashboard.data.caveats import caveats, in_short, sentence
from dashboard.exports.page.pieces import Chart, Closed, Listing, Metric
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.navigation.filters import of_every_kind
from dashboard.navigation.own_choices import begin
from dashboard.navigation.registry import name_of
from dashboard.queries import ask
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import SAMPLE_MARK, source


def draw(selection: Selection, module: ModuleType) -> None:
    """Draw a page, or its slides where a meeting looks at it."""
    begin(name_of(module))
    if module.PAGE.of_every_kind:
        selection = of_every_kind(selection)
    if MEETING in st.query_params and module.PAGE.in_meetings:
        meeting(module, selection)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="page_head"):
        st.title(module.PAGE.title, anchor=False, width="content")
        if source().is_sample:
            st.badge(
                SAMPLE_MARK,
                icon=":material/science:",
                color="orange",
                help="由程序生成，并非真实报送",
            )
        name_unfinished(selection)
        name_caveats(selection)
        if module.PAGE.in_meetings:
            meeting_button(module)
        files = st.container(horizontal=True, width="content", gap="xsmall", key="page_files")
    with st.container(key="printed_with"):
        st.caption(literal(selection.description))
        st.caption(f"{module.PAGE.question}　数据截至 {source().built_at:%Y-%m-%d %H:%M}")
    with keeping() as shown:
        module.render(selection)
    if any(isinstance(piece, Metric | Chart | Listing | Closed) for piece in shown):
        with files:
            page_files(module, selection, shown)


def name_unfinished(selection: Selection) -> None:
    """Draw how far the last chosen year has come in, as long as units have yet to report."""
    by_year = rows(ask("submission_status_by_year", **selection.last_year.parameters))
    for year in by_year:
        if year["lacking"]:
            share = wording.share(year["filed"], year["expected"])
            st.badge(
                f"{year['year']} 年已报 {share}", icon=":material/hourglass_top:", color="gray"
            )


def name_caveats(selection: Selection) -> None:
    """Draw which figures of the selection are corrected or recognized, where there are any."""
    found = caveats(selection)
    if found:
        with st.popover(in_short(found), icon=":material/edit_note:", type="tertiary"):
            for row in found:
                st.text(sentence(row))
