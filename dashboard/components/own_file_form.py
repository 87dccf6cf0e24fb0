"""The file of an office's own that is in use, and the form by which administrators change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.components.name_field import name_field
from dashboard.data.accounts.people import may
from dashboard.data.files.import_job import MEGABYTE
from dashboard.data.office.files import LARGEST, in_force, own_file, save
from dashboard.labels.acts import OWN_KINDS
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import link
from etl.domain.errors import ReportError
from etl.storage.own_files.kept import OwnFile, Which
from etl.storage.people.accounts import ADMINISTRATOR
from etl.storage.records.change_log import LONGEST_REASON

NO_YEAR = "不分年度"


@dataclass(frozen=True, slots=True)
class Used:
    """The file of the very county and year, how often it was changed, and the one that counts.

    That is another one where the year has none of its own: the newest of the years before.
    """

    own: OwnFile | None
    version: int
    counts: OwnFile | None
    since: int | None

    @property
    def is_lent(self) -> bool:
        """Return whether the file that counts is that of a year before."""
        return self.own is None and self.counts is not None


def own_file_form(
    which: Which, types: Sequence[str], content_of: Callable[[str, bytes], str]
) -> None:
    """Draw which file of a kind a county uses, and for administrators the form to change it.

    `content_of` makes of an upload what is kept, and raises ReportError where it has faults.
    """
    try:
        used = used_file(which)
    except ReportError as error:
        st.error(literal(error), icon=":material/error:")
        return
    label = OWN_KINDS[which.kind]
    if said := told(used, which, label):
        st.text(said)
    if may(ADMINISTRATOR):
        change_form(which, used, types, content_of)
    else:
        st.caption(f"{label}由有“管理”权限的账号上传。")


def change_form(
    which: Which, used: Used, types: Sequence[str], content_of: Callable[[str, bytes], str]
) -> None:
    """Draw the form by which the file is changed, and carry out what it asks for."""
    key = f"own_{which.key}"
    # What stood when the form was drawn: of two at once the second sees what the first did.
    seen = st.session_state.get(f"{key}_seen", used.version)
    st.session_state[f"{key}_seen"] = used.version
    with st.form(key, border=True):
        sent = st.file_uploader(
            f"上传{named(which.year)}{OWN_KINDS[which.kind]}",
            type=list(types),
            max_upload_size=LARGEST // MEGABYTE,
        )
        why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：今年的考核办法")
        by = name_field("处理人", key=f"{key}_by")
        with st.container(horizontal=True):
            uses, keeps, stops = buttons(used, which)
    link("change_log", "在“修改记录”中撤销")
    if not (uses or keeps or stops):
        return
    if not (why.strip() and by.strip()) or (uses and not sent):
        st.error("请选择文件，填写理由和处理人。", icon=":material/error:")
        return
    try:
        with st.spinner("正在检查……"):
            own = chosen(sent, content_of) if uses else lent(used) if keeps else None
            save(which, own, seen, by, why)
    except ReportError as error:
        st.error("没有采用。", icon=":material/error:")
        st.text(str(error))
        return
    st.rerun()


def used_file(which: Which) -> Used:
    """Return which file is used; raise ReportError where the store cannot be read."""
    own, version = own_file(which)
    if which.year is None:
        return Used(own, version, own, None)
    return Used(own, version, *in_force(which))


def told(used: Used, which: Which, label: str) -> str:
    """Return in words which file counts, and whether it is that of a year before."""
    if used.counts is None:
        own = used.own
        return f"{named(which.year)}已停用{label}：{signed(own)}" if own else ""
    said = f"{used.counts.name}，{signed(used.counts)}"
    if used.is_lent:
        lender = named(used.since) or NO_YEAR
        return f"{named(which.year)}没有自己的{label}，沿用{lender}的：{said}"
    return f"{named(which.year)}现用{label}：{said}"


def signed(file: OwnFile) -> str:
    """Return when, by whom and why a file was brought."""
    return f"{file.at:%Y-%m-%d %H:%M} {file.who}，{file.why}"


def named(year: int | None) -> str:
    """Return a year in words, empty for none."""
    return "" if year is None else f" {year} 年度"


def buttons(used: Used, which: Which) -> tuple[bool, bool, bool]:
    """Draw what can be done; return whether to use the upload, to keep the lent one, to stop."""
    uses = st.form_submit_button("采用", type="primary", icon=":material/upload_file:")
    keeps = used.is_lent and st.form_submit_button(
        f"沿用，作为{named(which.year)}自己的",
        icon=":material/content_copy:",
        help="以后改动以前年度的，不再影响这一年度",
    )
    stops = used.counts is not None and st.form_submit_button("停用", icon=":material/block:")
    return uses, bool(keeps), bool(stops)


def chosen(sent: Any, content_of: Callable[[str, bytes], str]) -> tuple[str, str]:
    """Return name and content of an upload as they are kept; raise ReportError on faults."""
    return sent.name, content_of(sent.name, sent.getvalue())


def lent(used: Used) -> tuple[str, str] | None:
    """Return name and content of the file that counts."""
    return (used.counts.name, used.counts.content) if used.counts else None
