"""Users: who may log in, what they may do, and who is logged in now? For administrators."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components import headline, plain_table
from dashboard.data.accounts import user_accounts
from dashboard.labels.markdown import literal
from dashboard.navigation.choices import choose_linked
from dashboard.navigation.registry import Page
from dashboard.queries.result import Row
from dashboard.queries.selection import Selection
from dashboard.tables.reference.users import USERS
from etl.definitions.states import vocabularies
from etl.domain.errors import ReportError
from etl.storage.people.accounts import NAMES, OFFICIAL, ROLES
from etl.storage.records.change_log import LONGEST_NAME, LONGEST_REASON

PAGE = Page(
    title="用户",
    question="谁可以登录，能做什么，现在谁在登录？",
    icon=":material/manage_accounts:",
    section="参考",
    position=25,
    for_administrators=True,
)
FIRST = "first_password"


def render(_: Selection) -> None:
    """Draw the page."""
    try:
        accounts = {row["name"]: row for row in user_accounts.listed()}
    except ReportError as error:
        st.error(literal(error), icon=":material/error:")
        return
    logged_in = sum(bool(row["sessions"]) for row in accounts.values())
    headline(f"{len(accounts)} 个账号，其中 {logged_in} 个正在登录")
    counties = user_accounts.counties_to_choose(accounts.values())
    shown = [
        row | {"counties": "、".join(map(counties.__getitem__, row["counties"]))}
        for row in accounts.values()
    ]
    plain_table(pd.DataFrame(shown), USERS)
    told_password()
    names = {name: f"{name}（{NAMES[row['role']]}）" for name, row in accounts.items()}
    chosen = choose_linked("改哪个账号", names, key="user", placeholder="选择账号")
    if chosen is None:
        add_form(counties)
    else:
        change_form(accounts[chosen], counties)
    for state in vocabularies()["roles"].states:
        st.caption(f"{state.label}：{state.meaning}")


def told_password() -> None:
    """Draw a password that was just made, once."""
    if made := st.session_state.pop(FIRST, None):
        name, password = made
        st.success(
            literal(
                f"请把{name}的初始密码告诉本人，登录后要改成自己的；7 天内有效，只显示这一次。"
            ),
            icon=":material/key:",
        )
        st.code(password, language=None, width="content")


def add_form(counties: Mapping[str, str]) -> None:
    """Draw the form that makes an account."""
    with st.form("add_user", border=True):
        st.markdown("**增加账号**")
        left, middle, wide, right = st.columns([2, 1, 2, 2])
        name = left.text_input("姓名", max_chars=LONGEST_NAME, placeholder="登录和记录都用它")
        role = role_of(middle, OFFICIAL)
        chosen = counties_of(wide, counties, ())
        why = right.text_input("理由", max_chars=LONGEST_REASON)
        pressed = st.form_submit_button("增加", type="primary", icon=":material/person_add:")
    if pressed:
        carry_out(lambda: (name, user_accounts.add(name, role, chosen, why)))


def change_form(row: Row, counties: Mapping[str, str]) -> None:
    """Draw what can be done with an account."""
    name = row["name"]
    with st.form(f"change_{name}", border=True):
        left, wide, right = st.columns([1, 2, 2])
        role = role_of(left, row["role"])
        chosen = counties_of(wide, counties, row["counties"])
        why = right.text_input("理由", max_chars=LONGEST_REASON)
        with st.container(horizontal=True):
            is_changed = st.form_submit_button("改权限和县", type="primary")
            is_reset = st.form_submit_button("重设密码", icon=":material/key:")
            is_ended = st.form_submit_button("结束登录", icon=":material/logout:")
            is_removed = st.form_submit_button("移除账号", icon=":material/person_remove:")
    if is_changed:
        carry_out(lambda: user_accounts.change_role(row, role, chosen, why))
    elif is_reset:
        carry_out(lambda: (name, user_accounts.reset(name, why)))
    elif is_ended:
        carry_out(lambda: user_accounts.end_sessions(name, why))
    elif is_removed:
        carry_out(lambda: user_accounts.remove(name, why))


def role_of(place: DeltaGenerator, now: str) -> str:
    """Draw the choice of a role and return it."""
    chosen = place.selectbox("权限", ROLES, index=ROLES.index(now), format_func=NAMES.__getitem__)
    return chosen or now


def counties_of(
    place: DeltaGenerator, counties: Mapping[str, str], now: Sequence[str]
) -> list[str]:
    """Draw the choice of the counties that an account is confined to, and return their codes."""
    return place.multiselect(
        "只管哪些县", list(counties), list(now), format_func=lambda code: literal(counties[code]),
        placeholder="全部县", select_all=False,
    )  # fmt: skip


def carry_out(act: Callable[[], tuple[str, str] | None]) -> None:
    """Do it, or say why that cannot be; a password that it makes is shown next."""
    try:
        made = act()
    except ReportError as error:
        st.error("没有保存。", icon=":material/error:")
        st.text(str(error))
        return
    if made:
        st.session_state[FIRST] = made
    st.toast("已保存。")
    st.rerun()
