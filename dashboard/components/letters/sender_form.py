"""What the office says of itself in a notice: kept while the browser is open, never invented."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard.data.caveats import frozen_sentence
from dashboard.data.office.templates import template_of
from dashboard.exports.notice import Sender, reply_day
from dashboard.labels import wording
from dashboard.queries.selection import Selection
from dashboard.queries.source import source

LONGEST_WAIT = 90


def sender_form(selection: Selection, today: date) -> Sender:
    """Draw the fields of the signature and the reply date, and return what they say."""
    usual = reply_day(today)
    with st.expander("落款、联系人和回复日期", icon=":material/edit:"):
        office = field("落款单位", "office", selection, "如不填写，文档中留空")
        left, right = st.columns(2)
        with left:
            contact = field("联系人", "contact", selection)
        with right:
            phone = field("电话", "phone", selection)
        chosen = st.date_input(
            "请于此日前回复",
            usual,
            min_value=today,
            max_value=today + timedelta(days=LONGEST_WAIT),
            format="YYYY-MM-DD",
            key="reply_by",
            persist_state="session",
            help="默认为五个工作日后，未计法定节假日",
        )
        with_hints = st.checkbox("附上提示（不要求修改）", value=True, key="with_hints")
    reply_by = chosen if isinstance(chosen, date) else usual
    st.caption(f"请各单位于 {wording.day(reply_by)}前回复")
    return Sender(
        today, reply_by, office, contact, phone, with_hints, source().is_sample,
        frozen_sentence(selection), template_of(selection.county_id),
    )  # fmt: skip


def field(label: str, name: str, selection: Selection, placeholder: str = "") -> str:
    """Draw a field of the county's office that keeps its text on other pages."""
    return st.text_input(
        label,
        key=f"{name}_{selection.county_id}",
        max_chars=40,
        persist_state="session",
        placeholder=placeholder or "文档中留空",
    )
