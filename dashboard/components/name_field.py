"""In whose name something is done: the account's where people log in, else what is said once."""

from __future__ import annotations

import streamlit as st

from dashboard.data.accounts.own_name import own_name, remember
from dashboard.data.accounts.people import may
from dashboard.labels.markdown import literal
from dashboard.queries.reader import needs_login, person
from etl.storage.people.accounts import NAMES
from etl.storage.records.change_log import LONGEST_NAME

TYPED = "own_name_typed"


def name_field(label: str, *, key: str = "who") -> str:
    """Draw the field for a name, filled in where it is known, and return what it says.

    Where people log in it is the name of the account, and no field.
    """
    account = person()
    if account is not None:
        st.text(f"{label}：{account.name}")
        return account.name
    fill(key)
    said = st.text_input(label, key=key, max_chars=LONGEST_NAME, persist_state="session")
    if said.strip() and not own_name():
        remember(said)
    return said


def fill(key: str) -> None:
    """Have a field say the name that is known, until it is another or something else is typed."""
    known, filled = own_name(), f"{key}_filled"
    if known and st.session_state.get(filled) != known:
        st.session_state[key] = st.session_state[filled] = known


def only_reads() -> bool:
    """Return whether whoever is at the screen may change nothing; then nothing is offered."""
    return not may()


def account_button() -> None:
    """Draw who is at the screen: the account, with the way to its page by `session.js`, or a name.

    The name is what acts carry where no one logs in; it is asked for here once, or by the first
    form that needs it.
    """
    if not needs_login():
        own_name_button()
    elif account := person():
        label = f"{account.name}（{NAMES[account.role]}）"
        with st.sidebar:
            st.button(label, key="account", type="tertiary", icon=":material/account_circle:",
                      help="更改密码、退出登录")  # fmt: skip


def own_name_button() -> None:
    """Draw the name that is known, and below it the form that gives another."""
    known = own_name()
    # `name.js` keeps what stands in the first of these for the next visit.
    with st.sidebar, st.container(key="own_name" if known else "own_name_lacking"):
        asked = st.popover(
            literal(known) or "填写姓名", type="tertiary", icon=":material/account_circle:"
        )
    with asked:
        fill(TYPED)
        with st.form("own_name_form", border=False):
            st.text_input("您的姓名", key=TYPED, max_chars=LONGEST_NAME, persist_state="session")
            st.caption("办理时自动填写并记入“修改记录”；只记在这个浏览器里，可随时更改。")
            st.form_submit_button("记住", type="primary", on_click=remember_typed)


def remember_typed() -> None:
    """Have the browser know the name that was typed."""
    remember(st.session_state.get(TYPED, ""))
