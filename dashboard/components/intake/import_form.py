"""The dialog in which files are brought in, with what became of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.components.intake.import_preview import RESULT, framed, preview, refused
from dashboard.components.name_field import name_field, only_reads
from dashboard.data.files.import_job import (
    Upload,
    bring_in,
    cancel,
    queued,
    shows_sample,
    too_large,
    upload_limit,
)
from dashboard.data.files.waiting_files import Choice, decide
from dashboard.data.unit_register import registered
from dashboard.labels import wording
from dashboard.navigation.filters import show_newest
from etl.domain.errors import ReportError
from etl.pipeline.identity.resolve_identity import FIRST_YEAR
from etl.pipeline.reading.sources import suffixes

TRIED = "import_tried"
SPELLED_OUT = 5
# Seconds without a step after which this is said.
WORTH_SAYING = 120
STAGES = {
    "starting": "正在准备……",
    "waiting": "另一个导入正在进行，等它完成后自动继续；关闭本窗口后可以取消……",
    "reread": "正在重读已保存的原件",
    "tried": "正在核对",
    "import": "正在读取",
}


# The county and the year, as far as the official names them, and who they are.
Known = tuple[str | None, int | None, str]


@dataclass(frozen=True, slots=True)
class Tried:
    """Files that were read and not kept yet: what is known of them, and what would happen."""

    uploads: Sequence[Upload]
    known: Known
    entries: list[dict[str, Any]]
    findings: dict[str, Any]


def import_button() -> None:
    """Draw the button that opens the dialog, and below it the imports that wait."""
    if only_reads():
        return
    if st.button("导入报告", icon=":material/upload_file:", type="primary"):
        import_dialog()
    for staged, names in queued():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"排队等待导入：{'、'.join(names[:SPELLED_OUT])}，共 {len(names)} 个文件")
            st.button(
                "取消导入", key=f"cancel_{staged.name}", on_click=cancel_import, args=(staged,)
            )


def forget() -> None:
    """Forget what was tried, so that the dialog begins anew."""
    st.session_state.pop(TRIED, None)


@st.dialog("导入报告", width="large", icon=":material/upload_file:", on_dismiss=forget)
def import_dialog() -> None:
    """Let an official bring files in: first what would happen, then, where wanted, that it does."""
    counties = counties_to_name()
    if counties is None:
        return
    if shows_sample():
        st.warning(
            "现在显示的是示例县。导入第一份真实报告后，示例县会从看板消失，改为显示您的县。",
            icon=":material/science:",
        )
    place = st.empty()
    if TRIED not in st.session_state:
        with place.container():
            uploads, known = asked(counties)
        if try_out(uploads, known):
            place.empty()
    if TRIED in st.session_state:
        confirm(st.session_state[TRIED])
    if st.button("关闭", icon=":material/close:"):
        forget()
        st.rerun()


def try_out(uploads: Sequence[Upload], known: Known) -> bool:
    """Read the files without keeping them, and remember what would happen; False for nothing."""
    if problem := too_large(uploads):
        st.error(problem)
    if problem or not uploads:
        return False
    entries, findings = follow(uploads, known, is_trial=True)
    if findings is None:
        return False
    st.session_state[TRIED] = Tried(uploads, known, entries, findings)
    return True


def confirm(tried: Tried) -> None:
    """Draw what would happen, and do it where that is wanted."""
    place = st.empty()
    with place.container():
        choices = preview(tried.entries, tried.findings)
        many = sum(e["outcome"] == "imported" for e in tried.entries)
        label = f"确认导入 {many} 个文件" if many else "确认"
        wanted = st.button(label, type="primary", icon=":material/upload:")
    if not wanted:
        return
    place.empty()
    forget()
    carry_out(tried, choices)


def carry_out(tried: Tried, choices: dict[str, Choice]) -> None:
    """Import the files, settle those that wait as was chosen, and draw what became of each."""
    entries, _ = follow(tried.uploads, tried.known, is_trial=False)
    for entry in entries:
        choice = choices.get(entry["sha256"]) if entry["outcome"] == "waiting" else None
        if choice is not None:
            problem = decide(entry["sha256"], choice)
            done = "dismissed" if choice.dismiss else "imported"
            entry.update(
                {"message": problem} if problem else {"outcome": done, "message": choice.why}
            )
    # Before anything is drawn: who closes the window while it is ends this run there.
    if any(entry["outcome"] == "imported" for entry in entries):
        show_newest()
    if entries:
        result(entries)


def counties_to_name() -> dict[str, str] | None:
    """Return the counties of the register by their code; say what to do where there is none."""
    try:
        found = {p.county_id: p.county for p in registered()[0].values()}
    except ReportError as error:
        st.error("单位名册有误，请先改正再导入。", icon=":material/list_alt:")
        st.text(str(error))
        return None
    if not found:
        st.error("还没有单位名册，无法判断报告属于哪个乡镇（街道）。", icon=":material/list_alt:")
        st.text("请先在“单位名册”页登记本县的乡镇（街道），再回到这里导入。")
        return None
    return found


def asked(counties: dict[str, str]) -> tuple[Sequence[Upload], Known]:
    """Draw the form and return the files sent with it, and what the official knows of them."""
    with st.form("import", border=False):
        uploads = st.file_uploader(
            "报告文件或压缩包",
            type=[suffix.removeprefix(".") for suffix in suffixes()],
            accept_multiple_files=True,
            help=f"一次最多共 {upload_limit()} MB；原件原样保存，同一文件重复导入不会重复计算",
        )
        left, right, last = st.columns(3)
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
        with last:
            by = name_field("经办人", key="brought_by")
        sent = st.form_submit_button("查看导入结果", type="primary", icon=":material/preview:")
    return (uploads or []) if sent else [], (county, chosen, by)


def follow(
    uploads: Sequence[Upload], known: Known, *, is_trial: bool
) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """Read files while saying how far it has come; return what becomes of each.

    Of a trial also the findings by hash, None where it failed.
    """
    entries: list[dict[str, Any]] = []
    findings: dict[str, Any] | None = None
    step: dict[str, Any] = {}
    bar = st.progress(0.0, STAGES["starting"])
    for step in bring_in(uploads, *known, is_trial=is_trial):
        if step.get("entry") and step["entry"] not in entries[-1:]:
            entries.append(step["entry"])
        findings = step.get("findings", findings)
        if step["stage"] in STAGES:
            bar.progress(share_of(step), told(step))
    bar.empty()
    if step["stage"] == "failed":
        st.error("没有导入。" if not entries else "导入没有完成。", icon=":material/error:")
        st.text(step["message"])
    return entries, findings


def cancel_import(upload: Path) -> None:
    """Cancel an import that waits, and say whether that was in time."""
    st.toast("已取消，没有导入。" if cancel(upload) else "已经开始导入，不能取消。")


def share_of(step: dict[str, Any]) -> float:
    """Return how much of a stage is done."""
    return step["done"] / step["total"] if step.get("total") else 0.0


def told(step: dict[str, Any]) -> str:
    """Return what is going on."""
    words = STAGES[step["stage"]]
    if step["silent"] >= WORTH_SAYING:
        words += f"（已 {step['silent'] // 60:.0f} 分钟没有新的进展）"
    return f"{words} {step['done']}/{step['total']}" if step.get("total") else words


def result(entries: list[dict[str, Any]]) -> None:
    """Draw what became of each file, those that were not taken first."""
    counts = {o: sum(e["outcome"] == o for e in entries) for o in wording.IMPORT_LABELS}
    parts = [f"{label} {counts[o]} 个" for o, label in wording.IMPORT_LABELS.items() if counts[o]]
    draw = st.warning if counts["rejected"] or counts["waiting"] else st.success
    draw(f"{len(entries)} 个文件：{'，'.join(parts)}。")
    refused([e for e in entries if e["outcome"] in ("rejected", "waiting")])
    if counts["waiting"]:
        st.info("待核收的文件已经保存；关闭本窗口后，在页面上的“待核收”中选定单位和年度，或忽略。")
    plain_table(framed(entries), RESULT)
