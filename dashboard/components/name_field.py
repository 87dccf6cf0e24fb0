"""In whose name something is done: the account's where people log in, else what is typed once."""

from __future__ import annotations

import streamlit as st

from dashboard.data.accounts.people import may
from dashboard.queries.reader import needs_login, person
from etl.storage.people.accounts import NAMES
from etl.storage.records.change_log import LONGEST_NAME


def name_field(label: str, *, key: str = "who") -> str:
    """Draw the field for a name, or the name that the account says, and return it."""
    account = person()
    if account is None:
        return st.text_input(label, key=key, max_chars=LONGEST_NAME, persist_state="session")
    st.text(f"{label}：{account.name}")
    return account.name


def only_reads() -> bool:
    """Return whether whoever is at the screen may change nothing; then nothing is offered."""
    return not may()


def account_button() -> None:
    """Draw who is logged in, with the way to the account's own page; `session.js` opens it."""
    if needs_login() and (account := person()):
        label = f"{account.name}（{NAMES[account.role]}）"
        with st.sidebar:
            st.button(label, key="account", type="tertiary", icon=":material/account_circle:",
                      help="更改密码、退出登录")  # fmt: skip
