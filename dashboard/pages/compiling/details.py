"""Details: which figures, findings and texts are there, to look through and to take along?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import (
    empty_state,
    headline,
    plain_table,
    preview_table,
    scrolling_table,
    take_along,
)
from dashboard.components.display.row_list import is_narrow
from dashboard.components.shown import on_screen
from dashboard.data.caveats import caveat_notes
from dashboard.data.decisions import review_decisions
from dashboard.exports import Export, package_name
from dashboard.exports.page.pieces import Listing
from dashboard.labels import wording
from dashboard.navigation.choices import choose_listed, choose_some, choose_whether
from dashboard.navigation.registry import Page
from dashboard.queries import ALL_ROWS, Version, ask, fetch, version, whole_package
from dashboard.queries.caching import cached
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.compiling import details as declared
from dashboard.tables.compiling.details import DETAILS, Detail
from dashboard.tables.schema import Table

PAGE = Page(
    title="明细与导出",
    question="每个数字、每个问题、每段正文在哪里，怎么带走？",
    icon=":material/table_view:",
    section="汇总",
    position=20,
)
PAGE_ROWS, MOST_SCROLLED = 100, 300_000
SCROLLING = "不分页：可一直往下拖、按列排序；表内搜索在分页时才有"


def render(selection: Selection) -> None:
    """Draw the page."""
    detail, wanted, table = asked(selection)
    total = rows_in_all(detail, wanted)
    if not total:
        headline("所选范围内没有符合条件的内容")
        empty_state(f"没有“{detail.title}”", "请放宽页面上方的年度、乡镇，或出处、标记。")
        return
    headline(f"{detail.title}共 {wording.number(total)} 行，{len(table.columns)} 列")
    whole = partial(whole_export, version(), selection, detail, table, wanted)
    with st.container(horizontal=True, vertical_alignment="center"):
        take_along(whole, table, selection, total)
    if may_scroll(detail, table, total):
        everything = all_rows(version(), detail, table, wanted)
        on_screen(Listing(everything, table))
        scrolling_table(everything, table, height=560)
        offer_package()
        return
    first = first_row(total)
    answer = ask(detail.query, **wanted, page_rows=PAGE_ROWS, skipped=first)
    shown = shaped_once(answer, detail, table)
    part = ""
    if total > len(shown):
        part = f"预览第 {first + 1}–{first + len(shown)} 行"
        st.caption(f"{part}；排序和表内搜索只在这些行之内，导出的是全部各行。")
        part += f"，共 {wording.number(total)} 行"
    on_screen(Listing(shown, table, part))
    draw = preview_table if detail.columns else plain_table
    draw(shown, table, height=min(38 + 35 * len(shown), 560))
    offer_package()


def may_scroll(detail: Detail, table: Table, total: int) -> bool:
    """Draw the choice to have all rows in one table, and return whether that is chosen.

    It is offered where there are several pages, a column of its own says what is missing, and the
    screen has room for a table.
    """
    is_plain = detail.columns is None and not any(c.mark or c.approximate for c in table.columns)
    return (
        is_plain
        and not is_narrow()
        and PAGE_ROWS < total <= MOST_SCROLLED
        and choose_whether("全部行连续滚动", key="scroll", help=SCROLLING)
    )


def asked(selection: Selection) -> tuple[Detail, dict[str, Any], Table]:
    """Draw what to look at; return it with the parameters of its question and its columns."""
    parts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    with st.container(horizontal=True):
        detail = DETAILS[
            choose_listed("内容", list(DETAILS), key="content", label=lambda n: DETAILS[n].title)
        ]
        if detail.has_parts:
            parts = choose_some(
                "出处", declared.PARTS_OF_REPORTS, key="part", everything="正文和各表"
            )
        if detail.has_marks:
            marks = choose_some("标记", wording.MARK_LABELS, key="mark", everything="全部标记")
        table = chosen_columns(detail, parts)
    narrowed = {"tables": parts, "marks": marks, "verdicts": review_decisions.verdicts()}
    return detail, selection.parameters | narrowed, table


def chosen_columns(detail: Detail, parts: tuple[str, ...]) -> Table:
    """Draw the choice of columns, and return the table with those that are chosen."""
    table = detail.columns(detail.table, parts) if detail.columns else detail.table
    headings = {column.name: column.heading for column in table.columns}
    chosen = choose_some("列", headings, key="column", everything="全部列")
    return replace(table, columns=tuple(c for c in table.columns if not chosen or c.name in chosen))


def offer_package() -> None:
    """Draw the button that takes the whole warehouse along."""
    st.markdown("**整库数据包**")
    st.caption(
        "全部县、全部年度的每一张表，每表一个 CSV，附字段字典（datapackage.json，"
        "Frictionless Data Package），供统计软件和程序使用；不受页面上方筛选影响。"
    )
    st.download_button(
        "下载数据包",
        partial(whole_package, version()),
        package_name(source()),
        "application/zip",
        key="package",
        on_click="ignore",
        icon=":material/folder_zip:",
    )


def rows_in_all(detail: Detail, wanted: dict[str, Any]) -> int:
    """Return how many rows the selection has, as its first page says."""
    first = ask(detail.query, **wanted, page_rows=PAGE_ROWS, skipped=0)
    return 0 if first.empty else int(first["rows_in_all"].iloc[0])


def first_row(total: int) -> int:
    """Draw the choice of a page where there are several, and return how many rows stand before."""
    pages = -(-total // PAGE_ROWS)
    if pages == 1:
        return 0
    page = st.pagination(pages, key="page", bind="query-params")
    return (min(page, pages) - 1) * PAGE_ROWS


def shaped(frame: pd.DataFrame, detail: Detail, table: Table) -> pd.DataFrame:
    """Return an answer as the table is made of it."""
    return detail.shaped(frame, table) if detail.shaped else frame


# Only of what is on screen: whole tables that are taken along are too large to keep.
shaped_once = cached(shaped)


def whole_export(
    path: Version, selection: Selection, detail: Detail, table: Table, wanted: dict[str, Any]
) -> Export:
    """Return every row of the selection, to be taken along."""
    frame = all_rows(path, detail, table, wanted)
    return Export(frame, table, selection, source(), caveat_notes(selection))


def all_rows(path: Version, detail: Detail, table: Table, wanted: dict[str, Any]) -> pd.DataFrame:
    """Return every row, too many to be kept."""
    return shaped(fetch(path, detail.query, **wanted, page_rows=ALL_ROWS, skipped=0), detail, table)
