"""The dialog in which files are brought in, with what became of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.data_table import plain_table
from dashboard.data.import_job import (
    Upload,
    bring_in,
    register_path,
    shows_sample,
    too_large,
    upload_limit,
)
from dashboard.labels import wording
from dashboard.navigation.filters import show_newest
from dashboard.queries import ask
from dashboard.queries.result import rows_by
from dashboard.tables.schema import Column, Kind, Table, text, year
from etl.domain.errors import ReportError
from etl.pipeline.resolve_identity import FIRST_YEAR
from etl.pipeline.sources import suffixes
from etl.storage.register import load_register

RESULT = Table(
    "本次导入",
    (
        text("file_name", "文件"),
        text("outcome", "结果", wording.IMPORT_LABELS),
        text("message", "原因和处理办法"),
        text("township", "乡镇（街道）"),
        year(),
        Column("reports", "报告", Kind.COUNT, unit="份"),
    ),
)
SPELLED_OUT = 5
# The county and the year, as far as the official names them.
Known = tuple[str | None, int | None]
STAGES = {
    "starting": "正在准备……",
    "waiting": "另一个导入正在进行，等它完成后自动继续……",
    "reread": "正在重读已保存的原件",
    "import": "正在读取",
}


def import_button() -> None:
    """Draw the button that opens the dialog."""
    if st.button("导入报告", icon=":material/upload_file:", type="primary"):
        import_dialog()


@st.dialog("导入报告", width="large", icon=":material/upload_file:", on_dismiss="rerun")
def import_dialog() -> None:
    """Let an official bring files in, follow the reading, and see what became of each file."""
    counties = counties_to_name()
    if counties is None:
        return
    if shows_sample():
        st.warning(
            "现在显示的是示例县。导入第一份真实报告后，示例县会从看板消失，改为显示您的县。",
            icon=":material/science:",
        )
    uploads, known = asked(counties)
    problem = too_large(uploads)
    if problem:
        st.error(problem)
    elif uploads:
        follow_import(uploads, known)
    if st.button("关闭", icon=":material/close:"):
        st.rerun()


def counties_to_name() -> dict[str, str] | None:
    """Return the counties of the register by their code; say what to do where there is none."""
    path = register_path()
    if not path.exists():
        st.error("还没有单位名册，无法判断报告属于哪个乡镇（街道）。", icon=":material/list_alt:")
        st.text(
            f"请先在数据文件夹的 {path.name} 中每行登记一个乡镇（街道），再回到这里导入；"
            "各列的写法见数据文件夹的说明（data/README.md）。"
        )
        return None
    try:
        return {p.county_id: p.county for p in load_register(path).places}
    except ReportError as error:
        st.error("单位名册有误，请先改正再导入。", icon=":material/list_alt:")
        st.text(str(error))
        return None


def asked(counties: dict[str, str]) -> tuple[Sequence[Upload], Known]:
    """Draw the form and return the files sent with it, and what the official knows of them."""
    with st.form("import", clear_on_submit=True, border=False):
        uploads = st.file_uploader(
            "报告文件或压缩包",
            type=[suffix.removeprefix(".") for suffix in suffixes()],
            accept_multiple_files=True,
            help=f"一次最多共 {upload_limit()} MB；原件原样保存，同一文件重复导入不会重复计算",
        )
        left, right = st.columns(2)
        county = left.selectbox(
            "所属县（同名乡镇时指定）",
            list(counties),
            index=None,
            format_func=lambda code: counties[code],
            placeholder="由报告判断",
        )
        chosen = right.selectbox(
            "报告年度（报告未写明时指定）",
            range(date.today().year, FIRST_YEAR - 1, -1),
            index=None,
            placeholder="由报告判断",
        )
        sent = st.form_submit_button("导入", type="primary", icon=":material/upload:")
    return (uploads or []) if sent else [], (county, chosen)


def follow_import(uploads: Sequence[Upload], known: Known) -> None:
    """Import the files while saying how far it has come, and draw what became of each."""
    entries: list[dict[str, Any]] = []
    step: dict[str, Any] = {}
    bar = st.progress(0.0, STAGES["starting"])
    for step in bring_in(uploads, *known):
        if step.get("entry") and step["entry"] not in entries[-1:]:
            entries.append(step["entry"])
        if step["stage"] in STAGES:
            bar.progress(share_of(step), told(step))
    bar.empty()
    if step["stage"] == "failed":
        st.error("没有导入。" if not entries else "导入没有完成。", icon=":material/error:")
        st.text(step["message"])
    if entries:
        result(entries)
    if any(entry["outcome"] == "imported" for entry in entries):
        show_newest()


def share_of(step: dict[str, Any]) -> float:
    """Return how much of a stage is done."""
    return step["done"] / step["total"] if step.get("total") else 0.0


def told(step: dict[str, Any]) -> str:
    """Return what is going on."""
    words = STAGES[step["stage"]]
    return f"{words} {step['done']}/{step['total']}" if step.get("total") else words


def result(entries: list[dict[str, Any]]) -> None:
    """Draw what became of each file, those that were not taken first."""
    counts = {o: sum(e["outcome"] == o for e in entries) for o in wording.IMPORT_LABELS}
    parts = [f"{label} {counts[o]} 个" for o, label in wording.IMPORT_LABELS.items() if counts[o]]
    draw = st.warning if counts["rejected"] or counts["waiting"] else st.success
    draw(f"{len(entries)} 个文件：{'，'.join(parts)}。")
    places = tuple(e["place_id"] for e in entries if e["place_id"])
    named = rows_by(ask("places_named", places=places), "place_id")
    frame = pd.DataFrame(
        [
            e | {"township": named.get(e["place_id"], {}).get("township", "")}
            for e in sorted(entries, key=lambda e: list(counts).index(e["outcome"]))
        ]
    )
    frame["year"] = frame["year"].astype("Float64")
    refused([e for e in entries if e["outcome"] in ("rejected", "waiting")])
    if counts["waiting"]:
        st.info("待核收的文件已经保存；关闭本窗口后，在“报送进度”页选定单位和年度，或作废。")
    plain_table(frame, RESULT)


def refused(entries: list[dict[str, Any]]) -> None:
    """Write out why the first files were not taken, and what to do; the table has them all."""
    for entry in entries[:SPELLED_OUT]:
        with st.container(border=True, gap="xxsmall"):
            st.text(entry["file_name"])
            st.text(entry["message"])
    if len(entries) > SPELLED_OUT:
        st.caption(f"其余 {len(entries) - SPELLED_OUT} 个文件见下表。")
