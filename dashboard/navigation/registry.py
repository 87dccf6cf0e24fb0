"""What a page is, and how it is reached: navigation, links, and the heading of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

import streamlit as st

from dashboard.data.caveats import caveats, sentence, summary
from dashboard.data.people import may, needs_login
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries import ask
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import SAMPLE_MARK, source
from etl.storage.people.accounts import ADMINISTRATOR

WANTED = "page_to_open"
SECTIONS = ("", "收集", "核对", "汇总", "分析", "参考")
"""In the order of an office's year: reports come in, are checked, added up, and then read."""
REGISTERED: list[ModuleType] = []


@dataclass(frozen=True, slots=True)
class Page:
    """How a page stands in the navigation, and the one question it answers.

    One `for_administrators` is there only where people log in.
    """

    title: str
    question: str
    icon: str
    section: str
    position: int
    for_administrators: bool = False


def register(modules: Sequence[ModuleType]) -> None:
    """Say which pages there are, in the order of the navigation; the first is the home page."""
    REGISTERED[:] = modules


def name_of(module: ModuleType) -> str:
    """Return a page's name, which is also its address."""
    return module.__name__.rpartition(".")[2]


def module_of(name: str) -> ModuleType:
    """Return the page of this name."""
    return next(module for module in REGISTERED if name_of(module) == name)


def navigation(selection: Selection) -> Any:
    """Register every page, each drawing with these arguments, and return the one to run."""
    sections: dict[str, list[Any]] = {section: [] for section in SECTIONS}
    administers = needs_login() and may(ADMINISTRATOR)
    for module in REGISTERED:
        if module.PAGE.for_administrators and not administers:
            continue
        sections[module.PAGE.section].append(registered(module, selection))
    if wanted := st.session_state.pop(WANTED, None):
        name, address = wanted
        st.switch_page(registered(module_of(name)), query_params=address)
    filled = {name: pages for name, pages in sections.items() if pages}
    return st.navigation(filled, expanded=True)


def open_page(name: str, **address: str) -> None:
    """Have the next screen be another page, whose address says this much from the start.

    What a page adds to its address while it is drawn is a step of its own on the way back.
    """
    st.session_state[WANTED] = name, address


def registered(module: ModuleType, *drawn_with: Selection) -> Any:
    """Return the page as Streamlit knows it; the first one is the home page.

    A mere link to a page needs no selection, since Streamlit knows pages by their address.
    """
    return st.Page(
        partial(draw, module, *drawn_with),
        title=module.PAGE.title,
        icon=module.PAGE.icon,
        url_path=name_of(module),
        default=module is REGISTERED[0],
    )


def draw(module: ModuleType, selection: Selection) -> None:
    """Draw the heading, which says what is looked at and whether it is a sample, and the page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.title(module.PAGE.title, anchor=False, width="content")
        if source().is_sample:
            st.badge(f"{SAMPLE_MARK} · 并非真实报送", icon=":material/science:", color="orange")
        name_unfinished(selection)
        name_caveats(selection)
    with st.container(key="printed_with"):
        st.caption(literal(selection.description))
        st.caption(f"{module.PAGE.question}　数据截至 {source().built_at:%Y-%m-%d %H:%M}")
    module.render(selection)


def name_unfinished(selection: Selection) -> None:
    """Draw how far the last chosen year has come in, as long as units have yet to report."""
    by_year = rows(ask("submission_status_by_year", **selection.last_year.parameters))
    for year in by_year:
        if year["lacking"]:
            share = wording.share(year["filed"], year["expected"])
            st.badge(
                f"{year['year']} 年度已报 {share}", icon=":material/hourglass_top:", color="gray"
            )


def name_caveats(selection: Selection) -> None:
    """Draw which figures of the selection are corrected or recognized, where there are any."""
    found = caveats(selection)
    if found:
        with st.popover(summary(found), icon=":material/edit_note:"):
            for row in found:
                st.text(sentence(row))


def link(name: str, label: str) -> None:
    """Draw a link to the page of this name."""
    st.page_link(registered(module_of(name)), label=label, icon=":material/arrow_forward:")
