"""Who is at the screen, and what this person may do.

Where others reach the server, the person is the one whose session the gate let through, looked up
afresh for every act, so that a session that was ended and a role that was taken away count at once.
On one's own machine there is no login: everyone may do everything, in the name that is typed, or
that was given once in the browser.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from dashboard.data.accounts.own_name import own_name
from dashboard.labels.log import log
from dashboard.queries.reader import SESSION, counties, data_folder, needs_login, person
from etl.storage.people import accounts, sessions
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, NotAllowed
from etl.storage.records.change_log import Act

T = TypeVar("T")


def may(role: str = OFFICIAL) -> bool:
    """Return whether whoever is at the screen may do what takes a role."""
    if not needs_login():
        return True
    account = person()
    return account is not None and account.may(role)


def acting(typed: str = "", role: str = OFFICIAL) -> str:
    """Return in whose name an act is done: the account's; without login that typed.

    Raises NotAllowed where the person may not do it. Every act begins with this.
    """
    if not needs_login():
        return typed.strip() or own_name()
    account = person()
    if account is None:
        raise NotAllowed("登录已经结束，没有保存。", "请重新登录。")
    if not account.may(role):
        log(f"拒绝 {account.name}：权限不够")
        needed = accounts.NAMES[role]
        raise NotAllowed(f"您的账号没有“{needed}”权限，没有保存。", "请管理账号的人修改权限。")
    return account.name


def act_of(typed: str, why: str) -> Act:
    """Return an act of whoever is at the screen, within the counties that they are confined to.

    Raises NotAllowed where the person may not do it.
    """
    return Act(acting(typed), why, counties=counties())


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
