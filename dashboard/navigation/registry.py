"""What a page is, and how it is reached: navigation, links, and the heading of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

import streamlit as st

from dashboard.data.accounts.people import may
from dashboard.queries.reader import needs_login
from etl.storage.people.accounts import ADMINISTRATOR

WANTED = "page_to_open"
SECTIONS = ("", "收集", "核对", "汇总", "分析", "参考")
"""In the order of an office's year: reports come in, are checked, added up, and then read."""
REGISTERED: list[ModuleType] = []


@dataclass(frozen=True, slots=True)
class Page:
    """How a page stands in the navigation, and the one question it answers.

    One `for_administrators` is there only where people log in, one `in_meetings` is a question of
    the meeting view. One that is not `is_listed` opens by its address and by links alone. One
    `of_every_kind` is about units of every kind until the reader chooses some.
    """

    title: str
    question: str
    icon: str
    section: str
    position: int
    for_administrators: bool = False
    in_meetings: bool = False
    of_every_kind: bool = False
    is_listed: Callable[[], bool] = lambda: True


def register(modules: Sequence[ModuleType]) -> None:
    """Say which pages there are, in the order of the navigation; the first is the home page."""
    REGISTERED[:] = modules


def name_of(module: ModuleType) -> str:
    """Return a page's name, which is also its address."""
    return module.__name__.rpartition(".")[2]


def module_of(name: str) -> ModuleType:
    """Return the page of this name."""
    return next(module for module in REGISTERED if name_of(module) == name)


def navigation(draw: Callable[[ModuleType], Any]) -> Any:
    """Register every page, drawn by this function, and return the one to run."""
    sections: dict[str, list[Any]] = {section: [] for section in SECTIONS}
    administers = needs_login() and may(ADMINISTRATOR)
    for module in REGISTERED:
        if module.PAGE.for_administrators and not administers:
            continue
        sections[module.PAGE.section].append(registered(module, draw))
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


def registered(module: ModuleType, draw: Callable[[ModuleType], Any] = name_of) -> Any:
    """Return the page as Streamlit knows it; the first one is the home page.

    A mere link to a page draws nothing, since Streamlit knows pages by their address.
    """
    return st.Page(
        partial(draw, module),
        title=module.PAGE.title,
        icon=module.PAGE.icon,
        url_path=name_of(module),
        default=module is REGISTERED[0],
        visibility="visible" if module.PAGE.is_listed() else "hidden",
    )


def link(name: str, label: str) -> None:
    """Draw a link to the page of this name."""
    st.page_link(registered(module_of(name)), label=label, icon=":material/arrow_forward:")
