"""The slides of a bulletin: the button that makes them, and what an office chooses of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.components.own_file_form import own_file_form
from dashboard.data.office.templates import slides_content, template_of
from dashboard.exports import file_name, mark_of
from dashboard.exports.bulletin import (
    DRAWN,
    LISTING_TITLES,
    RANKED_CHARTS,
    YEAR_CHARTS,
    Wanted,
    bulletin_of,
    bulletin_slides,
)
from dashboard.exports.bulletin.of_year import LEAST_RANKED, LEAST_TO_RANK
from dashboard.exports.bulletin.own_deck import tried_slides
from dashboard.queries import later
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from etl.definitions import load
from etl.storage.own_files.kept import SLIDES, Which

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
RANKED, CHARTS, LISTED = "bulletin_is_ranked", "slide_charts", "slide_tables"
NOT_RANKED = (
    f"受理不足 10 件的热线答复率、不足 {LEAST_RANKED} 条的公开总数不排序；"
    f"能排的不到 {LEAST_TO_RANK} 个单位时不画"
)
HOW_TO = (
    "用本单位的 .pptx 作模板：取它的母版、配色、字体和页面大小，文字写在带标题的版式上。"
    "可以留一页封面，在上面写“{标题}”；不要留其他页面。没有上传的用默认版式。"
)


def slides_button(selection: Selection) -> None:
    """Draw the button that makes the slides of the last chosen year when it is pressed."""
    at, template = source(), template_of(selection.county_id, SLIDES)
    # As it is chosen when the button is pressed: the choice stands below it.
    wanted = Wanted(
        tuple(st.session_state.get(CHARTS, DRAWN)),
        tuple(st.session_state.get(LISTED, LISTING_TITLES)),
        is_ranked=st.session_state.get(RANKED, False),
    )

    def make() -> bytes:
        return bulletin_slides(bulletin_of(selection, wanted.charts), mark_of(at), wanted, template)

    of_year = replace(selection, from_year=selection.to_year)
    st.download_button(
        "下载汇报幻灯片", later(make), file_name("年报汇报", of_year, at, "pptx"), POWERPOINT,
        on_click="ignore", icon=":material/slideshow:",
        help="PowerPoint、WPS 演示：每页一个问题，文字由数据算出，图和表格可编辑",
    )  # fmt: skip


def slides_form(selection: Selection) -> None:
    """Draw whether units are ranked, what slides draw and list, and the office's template."""
    is_ranked = st.checkbox("通报附各单位排序，幻灯片中可选", key=RANKED, help=NOT_RANKED)
    with st.expander("幻灯片的图和表（图、表都可在 PPT、WPS 中编辑）"):
        options = chart_titles(is_ranked=is_ranked)
        chosen = st.session_state.get(CHARTS, DRAWN)
        st.session_state[CHARTS] = [name for name in chosen if name in options]
        st.session_state.setdefault(LISTED, list(LISTING_TITLES))
        choice("画哪些图", options, CHARTS, "一项也不选时没有图")
        choice("附哪些表", LISTING_TITLES, LISTED, "一项也不选时没有表")
    with st.expander("幻灯片模板（汇报幻灯片的母版、配色和封面）"):
        st.caption(HOW_TO)
        own_file_form(Which(SLIDES, selection.county_id), ("pptx",), usable_slides)


def choice(label: str, titles: Mapping[str, str], key: str, placeholder: str) -> None:
    """Draw the choice of some of what has titles, which `slides_button` reads."""
    st.multiselect(
        label, list(titles), format_func=titles.__getitem__, key=key, placeholder=placeholder
    )


def chart_titles(*, is_ranked: bool) -> dict[str, str]:
    """Return what every chart that can be chosen is called, those of the chosen year first."""
    of_year = YEAR_CHARTS | (RANKED_CHARTS if is_ranked else {})
    by_year = {name: f"{one.title}（{one.unit}，逐年）" for name, one in load().indicators.items()}
    return {name: title for name, (title, _) in of_year.items()} | by_year


def usable_slides(name: str, content: bytes) -> str:
    """Return an uploaded template as it is kept; raise ReportError where it is of no use."""
    return tried_slides(slides_content(name, content))
