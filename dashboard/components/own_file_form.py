"""The file of an office's own that is in use, and the form by which administrators change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.components.name_field import name_field
from dashboard.data.accounts.people import may
from dashboard.data.files.import_job import MEGABYTE
from dashboard.data.office.files import LARGEST, own_file, save
from dashboard.labels.acts import OWN_KINDS
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import link
from etl.domain.errors import ReportError
from etl.storage.people.accounts import ADMINISTRATOR
from etl.storage.records.change_log import LONGEST_REASON


def own_file_form(
    kind: str, county_id: str, types: Sequence[str], content_of: Callable[[str, bytes], str]
) -> None:
    """Draw which file of a kind a county uses, and for administrators the form to change it.

    `content_of` makes of an upload what is kept, and raises ReportError where it has faults.
    """
    try:
        file, version = own_file(kind, county_id)
    except ReportError as error:
        st.error(literal(error), icon=":material/error:")
        return
    label = OWN_KINDS[kind]
    if file:
        st.text(f"现用{label}：{file.name}，{file.at:%Y-%m-%d %H:%M} {file.who}，{file.why}")
    if not may(ADMINISTRATOR):
        st.caption(f"{label}由有“管理”权限的账号上传。")
        return
    key = f"own_{kind}_{county_id}"
    # What stood when the form was drawn: of two at once the second sees what the first did.
    seen = st.session_state.get(f"{key}_seen", version)
    st.session_state[f"{key}_seen"] = version
    with st.form(key, border=True):
        sent = st.file_uploader(
            f"上传{label}", type=list(types), max_upload_size=LARGEST // MEGABYTE
        )
        why = st.text_input("理由", max_chars=LONGEST_REASON, placeholder="例如：今年的考核办法")
        by = name_field("处理人")
        with st.container(horizontal=True):
            uses = st.form_submit_button("采用", type="primary", icon=":material/upload_file:")
            stops = bool(file) and st.form_submit_button("停用", icon=":material/block:")
    link("change_log", "在“修改记录”中撤销")
    if not (uses or stops):
        return
    if not (why.strip() and by.strip()) or not (sent or stops):
        st.error("请选择文件，填写理由和处理人。", icon=":material/error:")
        return
    try:
        with st.spinner("正在检查……"):
            said = (sent.name, content_of(sent.name, sent.getvalue())) if sent and uses else None
            save((kind, county_id), said, seen, by, why)
    except ReportError as error:
        st.error("没有采用。", icon=":material/error:")
        st.text(str(error))
        return
    st.rerun()
