"""The first steps, each with what is done of it: the first screen of an empty data folder."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.guide import guide
from dashboard.components.intake.import_form import import_button
from dashboard.components.intake.records_back import records_back
from dashboard.components.name_field import only_reads
from dashboard.components.register.register_form import register_form
from dashboard.data.accounts.people import may
from dashboard.data.files.import_job import make_sample
from dashboard.data.unit_register import registered as registered_units
from dashboard.queries import data_folder
from etl.domain.errors import ReportError
from etl.pipeline.safekeeping.records_file import has_none
from etl.storage.people.accounts import ADMINISTRATOR


def first_run() -> None:
    """Draw the three steps, the sample to look at first, and the guide."""
    st.title("还没有任何年度报告", anchor=False)
    if only_reads():
        st.write("有“经办”权限的人登记单位、导入报告之后，这里显示总览。")
        guide()
        return
    st.write("看板读取乡镇（街道）的政府信息公开工作年度报告。按下面三步开始：")
    first_steps()
    if st.button("先看看示例县", icon=":material/science:", help="虚构的数据，处处标明“示例数据”"):
        with st.spinner("正在生成示例县……"):
            problem = make_sample()
        if problem:
            st.error("没有生成。", icon=":material/error:")
            st.text(problem)
        else:
            st.rerun()
    st.subheader("快速指南", anchor=False)
    guide()


def first_steps() -> None:
    """Draw the three steps, and the way back of records for who comes from another computer."""
    units = registered()
    with step("1. 登记单位", done=bool(units)):
        if units:
            st.text(f"单位名册已登记 {units} 个单位。")
        else:
            st.text("每个乡镇（街道）一行；从 Excel 上传或粘贴，检查后保存。")
        register_form(None)
    with step("2. 导入报告", done=False):
        st.text("文件、文件夹或压缩包都可以；导入前先列出每个文件会怎样，确认后才保存。")
        import_button()
    with step("3. 查看结果", done=False):
        st.text("导入后本页变为总览；没有把握的文件和数字逐个列出，由人核对。")
    if may(ADMINISTRATOR) and has_no_records():
        with st.expander("换了电脑：取回原来的登记和决定", icon=":material/restore:"):
            records_back()


def registered() -> int:
    """Return how many units the register holds; 0 where there is none that can be read."""
    try:
        return len(registered_units()[0])
    except (ReportError, OSError):
        return 0


def has_no_records() -> bool:
    """Return whether nothing was decided here; a store that cannot be read is said elsewhere."""
    try:
        return has_none(data_folder())
    except (ReportError, OSError):
        return False


def step(title: str, *, done: bool) -> DeltaGenerator:
    """Draw the frame of a step, which says whether it is done."""
    frame = st.container(border=True, gap="xxsmall")
    frame.markdown(f"**{title}**{'　✓ 已完成' if done else ''}")
    return frame
