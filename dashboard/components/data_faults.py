"""What is wrong with the files of the data folder, said on every page until it is mended."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.queries import data_folder
from dashboard.queries.reader import counties
from etl.pipeline.check_data import cheap_faults

SPELLED_OUT = 5
LOOK_AGAIN_AFTER = "60s"


def data_faults() -> None:
    """Draw the faults, each with its file, line and reason; nothing where all is well."""
    found = faults_in(str(data_folder()))
    if not found:
        return
    st.error(
        f"数据文件夹有 {len(found)} 处问题，看板仍按上次建立的数据库显示。请按下列说明处理：",
        icon=":material/report:",
    )
    if counties() is not None:
        st.caption("请告诉管理账号的人。")
        return
    for where, problem in found[:SPELLED_OUT]:
        st.text(f"{where}：{problem}")
    if len(found) > SPELLED_OUT:
        st.caption(f"其余 {len(found) - SPELLED_OUT} 处，改正前面的之后显示。")


@st.cache_data(ttl=LOOK_AGAIN_AFTER, max_entries=4, show_spinner=False)
def faults_in(data: str) -> list[tuple[str, str]]:
    """Return where and how the files of a data folder are at fault; looked at now and then."""
    return [
        (f"{fault.file} 第{fault.line}行" if fault.line else fault.file, fault.problem)
        for fault in cheap_faults(Path(data))
    ]
