"""Who reads, where people log in, and which counties they are confined to; and the data folder.

The person is the one whose session the gate let through, looked up afresh for every screen and act.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import streamlit as st

from etl.storage.people import sessions
from etl.storage.people.accounts import Account
from etl.storage.records.confines import Counties

LOGIN = "GONGKAI_LOGIN"
"""Set by the server while it asks to log in."""
SESSION = "gongkai_session"
"""Under which name Streamlit keeps the digest that the gate hands over."""


def data_folder() -> Path:
    """Return the data folder: GONGKAI_DATA, or `data` beside the program."""
    return Path(os.environ.get("GONGKAI_DATA") or Path(__file__).parents[2] / "data")


def needs_login() -> bool:
    """Return whether people have to log in."""
    return bool(os.environ.get(LOGIN))


def person() -> Account | None:
    """Return who is logged in; None where no one is, or no one need be."""
    digest = st.user.to_dict().get(SESSION) if needs_login() else None
    if not isinstance(digest, str):
        return None
    session = sessions.find(data_folder(), digest, time.time())
    return session.account if session and not session.is_first else None


def counties() -> Counties:
    """Return the counties that the reader is confined to; none at all for whoever is no one."""
    if not needs_login():
        return None
    account = person()
    return account.counties if account else ()
