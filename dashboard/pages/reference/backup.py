"""Backup: everything that cannot be computed again, as one file to take along."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.components import headline, records_back
from dashboard.data.accounts.people import may, only_for
from dashboard.data.safekeeping import backups
from dashboard.navigation.registry import Page
from dashboard.queries.selection import Selection
from etl.pipeline.safekeeping.records_file import ARCHIVE, WORKBOOK
from etl.storage.people.accounts import ADMINISTRATOR

PAGE = Page(
    title="备份",
    question="怎样把原件和全部记录带走一份，出了事怎样恢复？",
    icon=":material/backup:",
    section="参考",
    position=22,
)
HOW = (
    "备份包含原件、导入记录、名册、期限、更正、处理意见、备注、定稿和账号，使用中也可以做。"
    "请存到另一台电脑或移动硬盘，妥善保管。"
)
RESTORE = "恢复请技术人员按部署说明办理：先逐个核对，再替换，原来的内容移到一旁。"

RECORDS = (
    "名册、人口、期限、更正、确认、处理意见、退回、备注、联合发文、定稿登记、账号和全部修改记录，每表一页；"
    "不含原件和密码。"
    "可以用 Excel 查看、改正，再在下面取回。"
)


def render(_: Selection) -> None:
    """Draw the page."""
    if not may(ADMINISTRATOR):
        headline("备份由管理账号来做")
        return
    above = st.container()
    st.text(HOW)
    if st.button("现在备份", type="primary", icon=":material/backup:"):
        back_up()
    newest = next(iter(backups.made()), None)
    with above:
        headline(f"最近一次备份：{moment(newest)}" if newest else "还没有在这里做过备份")
    if newest:
        take_along(newest)
    st.caption(RESTORE)
    st.subheader("记录单独取出", anchor=False)
    st.text(RECORDS)
    with st.container(horizontal=True):
        records_button("取出为 Excel", WORKBOOK)
        records_button("取出为 CSV", ARCHIVE)
    st.subheader("取回记录", anchor=False)
    records_back()


def records_button(label: str, suffix: str) -> None:
    """Draw the button that takes all records along, made when it is pressed."""
    name = f"政务公开年报_记录_{datetime.now():%Y%m%d}{suffix}"
    st.download_button(
        label, only_for(ADMINISTRATOR, partial(backups.records, suffix)), name,
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def moment(path: Path) -> str:
    """Return when a backup was made."""
    return f"{datetime.fromtimestamp(path.stat().st_mtime):%Y-%m-%d %H:%M}"


def back_up() -> None:
    """Make a backup and draw how far it has come."""
    bar = st.progress(0.0, "正在备份……")
    step = {}
    for step in backups.make():
        if step["stage"] == "backup":
            done = f"已备份 {step['done']} / {step['total']} 个文件"
            bar.progress(step["done"] / step["total"], done)
    bar.empty()
    if step.get("stage") == "failed":
        st.error("没有备份。", icon=":material/error:")
        st.text(step["message"])
    else:
        st.success(f"已备份 {step.get('total', 0)} 个文件。", icon=":material/check_circle:")


def take_along(path: Path) -> None:
    """Draw the button that downloads a backup; one that is too large says where it lies."""
    size = path.stat().st_size
    if size > backups.LARGEST:
        st.text(f"备份有 {size / 2**30:.1f} GB，请到数据文件夹的 {backups.FOLDER} 中复制。")
        return
    st.download_button(
        "下载备份", only_for(ADMINISTRATOR, path.read_bytes), path.name, "application/zip",
        on_click="ignore", icon=":material/download:", help=f"{size / 2**20:.1f} MB",
    )  # fmt: skip
