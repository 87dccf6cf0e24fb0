"""The county's total: what do all units' official tables add up to, and what is missing?"""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import data_table, empty_state, headline, parts, plain_table
from dashboard.exports import file_name, mark_of
from dashboard.exports.bulletin import bulletin_document, bulletin_of, bulletin_slides
from dashboard.exports.county_report import (
    CellTotal,
    CountyTotal,
    Passage,
    county_total,
    footnotes,
    report_document,
    report_workbook,
    summary,
)
from dashboard.labels import wording
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables import county_total as declared
from etl.definitions.schema import Table
from etl.domain.report import Mark

PAGE = Page(
    title="全县汇总",
    question="各单位的三张官方表加起来是多少，还缺谁的？",
    icon=":material/functions:",
    section="汇总",
    position=10,
)
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARTIAL = "＊"
RANKED = "bulletin_is_ranked"


def render(selection: Selection) -> None:
    """Draw the page."""
    total = total_of(selection)
    headline(summary(total) if total.units else f"{selection.to_year} 年度没有应报单位")
    if not total.filed:
        empty_state(
            f"{selection.to_year} 年度还没有可以汇总的报告", "请换一个截止年度，或先导入报告。"
        )
        data_table(by_cell(total), declared.BY_CELL, selection)
        return
    documents(total, selection)
    tabs = {table.title: partial(official_table, total, table) for table in total.form.tables}
    parts(tabs, key="county_total")
    for text in footnotes(total):
        st.text(text)
    data_table(by_cell(total), declared.BY_CELL, selection, height=420)


def total_of(selection: Selection) -> CountyTotal:
    """Return the sums of the last chosen year."""
    chosen = selection.parameters
    units, cells = ask("county_total_units", **chosen), ask("county_total_cells", **chosen)
    return county_total(selection.county, selection.to_year, rows(units), rows(cells))


def documents(total: CountyTotal, selection: Selection) -> None:
    """Draw the buttons that make the report and the workbook; each is made when it is pressed."""
    at = source()
    with st.container(horizontal=True):
        st.download_button(
            "下载县级年报初稿",
            partial(draft, total, selection, mark_of(at)),
            file_name("县级年报初稿", selection, at, "docx"),
            WORD,
            on_click="ignore",
            type="primary",
            icon=":material/description:",
            help="Word 文档：六个部分、三张汇总表，问题与改进摘自各单位报告，供编辑",
        )
        st.download_button(
            "下载汇总工作簿",
            partial(report_workbook, total, mark_of(at)),
            file_name("全县汇总", selection, at, "xlsx"),
            EXCEL,
            on_click="ignore",
            icon=":material/table_view:",
            help="每格都是对“各单位”工作表的求和公式，可在 Excel、WPS 中核对",
        )
        is_ranked = st.session_state.get(RANKED, False)
        st.download_button(
            "下载通报初稿",
            lambda: bulletin_document(bulletin_of(selection), mark_of(at), is_ranked=is_ranked),
            file_name("年报通报", selection, at, "docx"),
            WORD,
            on_click="ignore",
            icon=":material/campaign:",
            help="Word 文档：报送、质量、主动公开、热线、申请；图表可在 Word、WPS 中编辑",
        )
        st.download_button(
            "下载汇报幻灯片",
            lambda: bulletin_slides(bulletin_of(selection), mark_of(at)),
            file_name("年报汇报", selection, at, "pptx"),
            SLIDES,
            on_click="ignore",
            icon=":material/slideshow:",
            help="PowerPoint、WPS 演示：每页一个问题，文字由数据算出，图表可编辑",
        )
    st.checkbox("通报中附各单位排序", key=RANKED, help="受理不足 10 件的热线答复率不排序")


def draft(total: CountyTotal, selection: Selection, mark: str) -> bytes:
    """Return the report with what the units write of problems and other matters."""
    found = rows(ask("county_total_texts", **selection.parameters))
    passages = [
        Passage(str(row["township"]), int(row["ordinal"]), str(row["body"]))
        for row in found
        if str(row["body"]).strip()
    ]
    return report_document(total, passages, mark)


def official_table(total: CountyTotal, table: Table) -> None:
    """Draw one official table; a chosen cell shows the units that it adds up."""
    addresses = set(table.addresses())
    frame = pd.DataFrame(
        [
            {"项目": row.label}
            | {
                column.id: shown(total.cells.get(f"{table.id}.{row.id}.{column.id}"), addresses)
                for column in table.columns
            }
            for row in table.rows
        ]
    )
    labels = {column.id: column.label for column in table.columns}
    chosen = st.dataframe(
        frame,
        hide_index=True,
        key=f"county_total_{table.id}",
        column_config={
            "项目": st.column_config.TextColumn("项目", width="medium", pinned=True),
            **{
                name: st.column_config.TextColumn(label, alignment="right")
                for name, label in labels.items()
            },
        },
        height=38 + 35 * len(frame),
        alt=f"{table.title}，{len(frame)} 行；选中一格可看它由哪些单位相加",
        on_select="rerun",
        selection_mode="single-cell",
    )
    if any(not total.cells[address].is_complete for address in addresses):
        st.caption(f"{PARTIAL} 不是所有已报单位都有数字或斜杠，合计只含有数字的单位。")
    picked(total, table, frame, chosen)


def shown(cell: CellTotal | None, addresses: set[str]) -> str:
    """Return a sum as the table shows it; empty where the form has no such cell."""
    if cell is None or cell.address not in addresses:
        return ""
    text = wording.number(cell.value) if cell.value is not None else cell.text
    return text if cell.is_complete else f"{text or wording.NOTHING}{PARTIAL}"


def picked(total: CountyTotal, table: Table, frame: pd.DataFrame, chosen: Any) -> None:
    """Draw the units of the chosen cell."""
    cells = chosen["selection"]["cells"] if chosen else []
    if not cells:
        st.caption("点选一格，可看它由哪些单位相加。")
        return
    number, column = cells[0]
    if column == "项目" or not 0 <= number < len(frame):
        return
    address = f"{table.id}.{table.rows[number].id}.{column}"
    cell = total.cells.get(address)
    if cell is None:
        return
    label = f"{table.rows[number].label} · {table.column(column).label}"
    st.text(f"{label}：{wording.number(cell.value, mark=Mark.ABSENT)}，{counted(cell)}")
    plain_table(by_unit(total, cell), declared.BY_UNIT, title=label)


def counted(cell: CellTotal) -> str:
    """Return in words how many units printed what."""
    names = {
        Mark.NUMBER: "个填数字", Mark.NIL: "个填斜杠", Mark.BLANK: "个留空",
        Mark.ABSENT: "个没有该项", Mark.UNREADABLE: "个无法识别",
    }  # fmt: skip
    return "，".join(f"{cell.counts[m]} {name}" for m, name in names.items() if cell.counts[m])


def by_unit(total: CountyTotal, cell: CellTotal) -> pd.DataFrame:
    """Return what each unit prints in a cell, one row per unit of the register."""
    found: list[Row] = []
    for unit in total.units:
        printed = cell.printed.get(unit.place_id)
        lacking = Mark.ABSENT.value if unit.has_filed else "no_report"
        found.append({
            "township": unit.name,
            "type": unit.type,
            "value": float(printed.value) if printed and printed.value is not None else None,
            "mark": printed.mark.value if printed else lacking,
            "raw": printed.raw if printed else "",
        })  # fmt: skip
    return pd.DataFrame(found)


def by_cell(total: CountyTotal) -> pd.DataFrame:
    """Return the sums, one row per cell of the form."""
    names = {address: label for address, label, _, _ in total.form.names()}
    found: list[Row] = []
    for table in total.form.tables:
        for address in table.addresses():
            cell = total.cells[address]
            lacking = Mark.NIL if cell.counts[Mark.NIL] else Mark.ABSENT
            found.append({
                "table": table.title,
                "label": names[address],
                "total": float(cell.value) if cell.value is not None else None,
                "mark": Mark.NUMBER.value if cell.value is not None else lacking.value,
                "numbers": cell.counts[Mark.NUMBER],
                **{m.value: cell.counts[m] for m in Mark if m is not Mark.NUMBER},
            })  # fmt: skip
    return pd.DataFrame(found)
