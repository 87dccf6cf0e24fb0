"""The name that is asked for once where no one logs in, known to one browser and to no other.

It holds for the visit; `name.js` keeps what the screen shows of it in a cookie for the next one.
A name of anyone's own choice, it opens nothing.
"""

from __future__ import annotations

from urllib.parse import unquote

import streamlit as st

from dashboard.queries.reader import needs_login
from etl.storage.records.change_log import LONGEST_NAME, one_line

COOKIE = "gongkai_name"
NAME = "own_name"
# A sign takes up to twelve in a cookie.
LONGEST_COOKIE = 12 * LONGEST_NAME


def own_name() -> str:
    """Return the name that was given in this browser; empty for none, and where people log in."""
    if needs_login():
        return ""
    if NAME not in st.session_state:
        cookie = st.context.cookies.get(COOKIE)
        st.session_state[NAME] = name_in(cookie) if isinstance(cookie, str) else ""
    return str(st.session_state[NAME])


def remember(name: str) -> None:
    """Have the browser know a name from now on, or none."""
    st.session_state[NAME] = one_line(name)[:LONGEST_NAME]


def name_in(cookie: str) -> str:
    """Return the name in a cookie; empty for one that no page of ours wrote."""
    if len(cookie) > LONGEST_COOKIE:
        return ""
    try:
        return one_line(unquote(cookie, errors="strict"))[:LONGEST_NAME]
    except UnicodeDecodeError:
        return ""
