"""The meeting view: one question after another on the whole screen, in large type.

It shows what the pages tell: the sentence that answers, and one chart or table at a time. Streamlit
has the keys, `meeting.js` the whole screen, `page.css` the size of the letters.
"""

from __future__ import annotations

from functools import partial
from types import ModuleType

import pandas as pd
import streamlit as st

from dashboard.charts.style import theme
from dashboard.charts.style.enlarged import SCREEN, enlarged
from dashboard.charts.style.figure import Figure
from dashboard.components.display.chart import Drawn
from dashboard.components.shown import keeping
from dashboard.exports.page.pieces import Chart, Headline, Listing, Note, Piece, in_sheets
from dashboard.exports.values import texts
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import REGISTERED, name_of, open_page
from dashboard.queries.caching import cached
from dashboard.queries.selection import Selection
from dashboard.queries.source import SAMPLE_MARK, source

MEETING = "meeting"
MOST_ROWS, MOST_COLUMNS = 12, 8
TALLEST = 450
"""In pixels: a chart of more is several slides, whose letters have room to be larger."""


def meeting_button(module: ModuleType) -> None:
    """Draw the button that opens the meeting view at a page."""
    st.button(
        "会议",
        key="open_meeting",
        icon=":material/slideshow:",
        type="tertiary",
        help="会议视图：全屏大字，一问一屏：← → 换问题，↑ ↓ 换图表，Esc 退出",
        on_click=partial(open_page, name_of(module), meeting="1"),
    )


def meeting(module: ModuleType, selection: Selection) -> None:
    """Draw the slide of a page that the address asks for."""
    with st.container(key="backstage"), keeping(backstage=True) as shown:
        module.render(selection)
    slides = [piece for piece in in_sheets(shown, TALLEST) if isinstance(piece, Chart)]
    slides += [piece for piece in shown if isinstance(piece, Listing)][:1]
    number = asked_for(len(slides))
    with st.container(key="meeting", gap="small"):
        sample = f"　{SAMPLE_MARK} · 并非真实报送" if source().is_sample else ""
        st.caption(literal(f"{module.PAGE.title}：{module.PAGE.question}{sample}"))
        for piece in shown:
            if isinstance(piece, Headline):
                st.title(literal(piece.text), anchor=False)
            elif isinstance(piece, Note) and not slides:
                st.text(piece.text)
        about = slide(slides[number]) if slides else ""
        controls(module, number, len(slides), about or selection.description)


def asked_for(slides: int) -> int:
    """Return which slide of a page the address asks for, counted from 0 and round."""
    asked = st.query_params.get(MEETING, "")
    return (int(asked) - 1) % slides if asked.isdecimal() and len(asked) < 4 and slides else 0


def slide(shown: Piece) -> str:
    """Draw a chart or a table as large as the screen, and return whose figures a chart shows."""
    if isinstance(shown, Chart):
        large = drawn(shown.figure, is_night=st.context.theme.type == "dark")
        is_tall = large.height > SCREEN
        with st.container(key="slide_tall" if is_tall else "slide", height="stretch"):
            st.plotly_chart(
                large,
                theme=None,
                key="meeting_chart",
                height="content" if is_tall else "stretch",
                config={"displayModeBar": False},
                alt=shown.alt,
            )
        return shown.about
    if isinstance(shown, Listing):
        columns = shown.table.columns[:MOST_COLUMNS]
        frame = shown.frame[:MOST_ROWS]
        cells = {c.heading: [literal(text) for text in texts(frame, c)] for c in columns}
        st.table(pd.DataFrame(cells), hide_index=True, border="horizontal")
        cut = [
            f"前 {most} {what}，共 {all_of} {what}"
            for what, most, all_of in (
                ("行", MOST_ROWS, len(shown.frame)),
                ("列", MOST_COLUMNS, len(shown.table.columns)),
            )
            if all_of > most
        ]
        if cut:
            st.caption(f"{'；'.join(cut)}；其余见本页表格")
    return ""


@cached
def drawn(figure: Figure, *, is_night: bool) -> Drawn:
    """Return a chart in large type, for a page by day or by night."""
    large = enlarged(figure)
    return Drawn(theme.at_night(large) if is_night else large)


def controls(module: ModuleType, number: int, slides: int, about: str) -> None:
    """Draw the buttons that lead on, each with its key, and whose figures the slide shows."""
    pages = [name_of(page) for page in REGISTERED if page.PAGE.in_meetings]
    here = pages.index(name_of(module))
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_controls"):
        step("上一问", "Left", partial(open_page, pages[here - 1], meeting="1"))
        st.caption(f"第 {here + 1} 问，共 {len(pages)} 问", width="content")
        step("下一问", "Right", partial(open_page, pages[(here + 1) % len(pages)], meeting="1"))
        if slides > 1:
            step("上一图", "Up", partial(turn, (number - 1) % slides))
            st.caption(f"{number + 1}/{slides}", width="content")
            step("下一图", "Down", partial(turn, (number + 1) % slides))
        step("退出", "Esc", partial(open_page, name_of(module)))
        st.caption(literal(f"{about} · 数据截至 {source().built_at:%Y-%m-%d}"), width="content")


def step(label: str, key: str, act: partial[None]) -> None:
    """Draw a button that a key presses too."""
    st.button(label, key=f"meeting_{key}", shortcut=key, type="tertiary", on_click=act)


def turn(slide: int) -> None:
    """Have the address ask for a slide of the same page, counted from 0."""
    st.query_params[MEETING] = str(slide + 1)
