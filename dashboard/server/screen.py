"""The whole screen: the shared filters, the navigation, and the page that is asked for."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard.components import first_run
from dashboard.components.data_faults import data_faults
from dashboard.components.name_field import account_button
from dashboard.components.page_frame import draw
from dashboard.navigation.filters import choose, clear_button, filter_line, is_narrowed
from dashboard.navigation.own_choices import is_any_beyond
from dashboard.navigation.registry import REGISTERED, name_of, navigation, register
from dashboard.pages import modules
from dashboard.queries import one_version
from dashboard.queries.reader import needs_login, person


def run() -> None:
    """Draw the whole screen."""
    st.set_page_config(
        page_title="政务公开年报看板", page_icon="📘", layout="wide", initial_sidebar_state=240
    )
    if needs_login() and person() is None:
        st.error("登录已经结束，请重新登录。")
        st.stop()
    register([*modules(), *modules(for_administrators=True)])
    account_button()
    with one_version() as is_built:
        line = filter_line()
        selection = choose(line) if is_built else None
        data_faults()
        if selection is None:
            st.navigation(beginning(), position="hidden").run()
            return
        # A page that stops half-way still offers it where the filters choose something.
        if is_narrowed(selection):
            clear_button(line, selection)
        navigation(partial(draw, selection)).run()
        if is_any_beyond() and not is_narrowed(selection):
            clear_button(line, selection)


def beginning() -> list[Any]:
    """Return the page for who has no report yet, at the address of every page."""
    title = "开始使用"
    names = [name_of(module) for module in REGISTERED]
    elsewhere = [st.Page(first_run, title=title, url_path=name) for name in names[1:]]
    return [st.Page(first_run, title=title, default=True), *elsewhere]
