"""Who is at the screen, and what this person may do.

Where others reach the server, the person is the one whose session the gate let through, looked up
afresh for every act, so that a session that was ended and a role that was taken away count at once.
On one's own machine there is no login: everyone may do everything, in the name that is typed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from dashboard.labels.log import log
from dashboard.queries import data_folder
from etl.storage.people import accounts, sessions
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, Account, NotAllowed

T = TypeVar("T")
LOGIN = "GONGKAI_LOGIN"
"""Set by the server while it asks to log in."""
SESSION = "gongkai_session"
"""Under which name Streamlit keeps the digest that the gate hands over."""


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


def may(role: str = OFFICIAL) -> bool:
    """Return whether whoever is at the screen may do what takes a role."""
    if not needs_login():
        return True
    account = person()
    return account is not None and account.may(role)


def acting(typed: str = "", role: str = OFFICIAL) -> str:
    """Return in whose name an act is done: the account's; what was typed only without login.

    Raises NotAllowed where the person may not do it. Every act begins with this.
    """
    if not needs_login():
        return typed
    account = person()
    if account is None:
        raise NotAllowed("登录已经结束，没有保存。", "请重新登录。")
    if not account.may(role):
        log(f"拒绝 {account.name}：权限不够")
        needed = accounts.NAMES[role]
        raise NotAllowed(f"您的账号没有“{needed}”权限，没有保存。", "请管理账号的人修改权限。")
    return account.name


def only_for(role: str, given: Callable[[], T]) -> Callable[[], T]:
    """Return what gives the same, but asks at that moment whether the person still has the role.

    Files are made when they are fetched, by a thread that knows no session.
    """
    if not needs_login():
        return given
    digest, root = st.user.to_dict().get(SESSION), data_folder()

    def asked() -> T:
        session = sessions.find(root, str(digest), time.time())
        if session is None or session.is_first or not session.account.may(role):
            raise NotAllowed("您的账号没有这个权限。", "请管理账号的人修改权限。")
        return given()

    return asked


def has_administrator() -> bool:
    """Return whether there is someone who can log in and make the other accounts."""
    known = accounts.accounts(data_folder()).values()
    return any(account.role == ADMINISTRATOR and account.password for account in known)
