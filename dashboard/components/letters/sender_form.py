"""What the office says of itself in a notice: remembered in the store, never invented."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard.components.name_field import name_field, only_reads
from dashboard.data.caveats import frozen_sentence
from dashboard.data.decisions.returns import keep_sender, sender_of
from dashboard.data.office.templates import template_of
from dashboard.exports.notice import Sender, reply_day
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from etl.domain.errors import ReportError
from etl.storage.decisions.senders import LONGEST, Signature

LONGEST_WAIT = 90


def sender_form(selection: Selection, today: date) -> Sender:
    """Draw the fields of the signature and the reply date, and return what they say."""
    usual = reply_day(today)
    with st.expander("落款、联系人和回复日期", icon=":material/edit:"):
        known, seen = sender_of(selection.county_id)
        office = field("落款单位", "office", known, selection)
        left, right = st.columns(2)
        with left:
            contact = field("联系人", "contact", known, selection)
        with right:
            phone = field("电话", "phone", known, selection)
        said = Signature(office, contact, phone)
        if said != known and not only_reads():
            remember(selection.county_id, said, seen)
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


def field(label: str, name: str, known: Signature, selection: Selection) -> str:
    """Draw a field of the county's office that keeps its text on other pages."""
    said = st.text_input(
        label,
        getattr(known, name),
        key=f"{name}_{selection.county_id}",
        max_chars=LONGEST,
        persist_state="session",
        placeholder="如不填写，文档中留空",
    )
    return (said or "").strip()


def remember(county_id: str, said: Signature, seen: int) -> None:
    """Let an official keep what was typed for all who write notices of the county."""
    by = name_field("经办人", key="sender_by")
    if not st.button("记住，以后自动填写", icon=":material/save:"):
        return
    try:
        keep_sender(county_id, said, seen, by)
    except ReportError as error:
        st.error(literal(str(error)), icon=":material/error:")
        return
    st.toast("已记住；可在“修改记录”中撤销。")
    st.rerun()
