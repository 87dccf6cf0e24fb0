"""The buttons that take a table along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.exports import ROWS_AT_MOST, Export, file_name
from dashboard.queries import later
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.schema import Table


@dataclass(frozen=True, slots=True)
class Format:
    """How the button for one format looks."""

    label: str
    mime: str
    icon: str
    help: str


FORMATS = {
    "xlsx": Format(
        "导出 Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ":material/table_view:",
        "当前筛选下的这张表，附“说明”页",
    ),
    "csv": Format("导出 CSV", "text/csv", ":material/download:", "Excel、WPS 可直接打开"),
    "parquet": Format(
        "Parquet",
        "application/vnd.apache.parquet",
        ":material/database:",
        "供统计软件和程序读取；没有数字的为空值，标记另成一列",
    ),
    "json": Format(
        "JSON", "application/json", ":material/data_object:", "供程序读取；没有数字的为 null"
    ),
}


def export_buttons(export: Export) -> None:
    """Draw the two buttons; a file is made only when its button is pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for kind in ("xlsx", "csv"):
            file_button(kind, export.table.name, getattr(export, kind), export.file_name(kind))
        st.caption(f"{len(export.frame)} 行", width="content")


def take_along(
    whole: Callable[[], Export], table: Table, selection: Selection, rows_in_all: int
) -> None:
    """Draw a button per format for a table that is fetched only when one is pressed."""
    for kind in FORMATS:
        name = file_name(table.name, selection, source(), kind)
        too_many = kind == "xlsx" and rows_in_all > ROWS_AT_MOST
        file_button(kind, table.name, partial(file_of, whole, kind), name, disabled=too_many)


def file_of(whole: Callable[[], Export], kind: str) -> bytes:
    """Return the file of a table that is fetched now."""
    return getattr(whole(), kind)()


def file_button(
    kind: str, table: str, content: Callable[[], bytes], name: str, *, disabled: bool = False
) -> None:
    """Draw the button for one format."""
    look = FORMATS[kind]
    st.download_button(
        look.label,
        later(content),
        name,
        look.mime,
        key=f"{kind}_{table}",
        on_click="ignore",
        icon=look.icon,
        help="超过工作表能容纳的行数，请用其他格式" if disabled else look.help,
        disabled=disabled,
    )
