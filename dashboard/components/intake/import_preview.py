"""What an import would do, or has done: a row for each file, and what a person settles before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.display.data_table import plain_table
from dashboard.components.intake.waiting_list import settled
from dashboard.data.files.waiting_files import Choice
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.queries import ask
from dashboard.queries.result import rows_by
from dashboard.tables.schema import Column, Kind, Table, text, year
from etl.storage.files.import_journal import entry_of

TRIAL_LABELS = wording.IMPORT_LABELS | {"imported": "可以导入", "unchanged": "已导入过"}
ABOUT = (text("township", "乡镇（街道）"), year())
RESULT = Table(
    "本次导入",
    (
        text("file_name", "文件"),
        text("outcome", "结果", wording.IMPORT_LABELS),
        text("message", "说明"),
        *ABOUT,
        Column("reports", "报告", Kind.COUNT, unit="份"),
    ),
)
TRIAL = Table(
    "导入前核对",
    (
        text("file_name", "文件"),
        text("outcome", "结果", TRIAL_LABELS),
        *ABOUT,
        Column("errors", wording.SEVERITY_LABELS["error"], unit="处"),
        Column("findings", "全部问题", unit="处"),
        text("message", "替换和变化，或不能导入的原因"),
    ),
)
SPELLED_OUT = 5


def preview(entries: list[dict[str, Any]], findings: dict[str, Any]) -> dict[str, Choice]:
    """Draw what would become of each file; return by hash what is chosen for those that wait."""
    counts = {o: sum(e["outcome"] == o for e in entries) for o in TRIAL_LABELS}
    parts = [f"{label} {counts[o]} 个" for o, label in TRIAL_LABELS.items() if counts[o]]
    st.markdown(f"**可以导入 {counts['imported']} / {len(entries)}**：{'，'.join(parts)}。")
    refused([e for e in entries if e["outcome"] == "rejected"])
    told_changes([e for e in entries if e["outcome"] == "imported" and e["message"]])
    none: list[Any] = [None, None]
    counted = [
        e | dict(zip(("errors", "findings"), findings.get(e["sha256"], none), strict=True))
        for e in entries
    ]
    plain_table(framed(counted), TRIAL)
    waits = [entry_of(e) for e in entries if e["outcome"] == "waiting"]
    return settled([entry for entry in waits if entry], "trial")


def told_changes(entries: list[dict[str, Any]]) -> None:
    """Write out which reports would be replaced, and the figures that change."""
    for entry in entries[:SPELLED_OUT]:
        with st.expander(literal(f"替换：{entry['file_name']}"), icon=":material/swap_horiz:"):
            st.text(entry["message"])
    if len(entries) > SPELLED_OUT:
        st.caption(f"其余 {len(entries) - SPELLED_OUT} 份的变化见下表。")


def framed(entries: list[dict[str, Any]]) -> pd.DataFrame:
    """Return a row for each file with the name of its unit, those that are not taken first."""
    order = list(wording.IMPORT_LABELS)
    known = tuple(e["place_id"] for e in entries if e["place_id"])
    units = rows_by(ask("places_named", places=known), "place_id") if known else {}
    listed = [
        e | {"township": units.get(e["place_id"], {}).get("township", "")}
        for e in sorted(entries, key=lambda e: order.index(e["outcome"]))
    ]
    frame = pd.DataFrame(listed)
    numbers = [name for name in ("year", "errors", "findings") if name in frame]
    return frame.astype(dict.fromkeys(numbers, "Float64"))


def refused(entries: list[dict[str, Any]]) -> None:
    """Write out why the first files are not taken, and what to do; the table has them all."""
    for entry in entries[:SPELLED_OUT]:
        with st.container(border=True, gap="xxsmall"):
            st.text(entry["file_name"])
            st.text(entry["message"])
    if len(entries) > SPELLED_OUT:
        st.caption(f"其余 {len(entries) - SPELLED_OUT} 个文件见下表。")
