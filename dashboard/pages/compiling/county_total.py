"""The county's total: what do all units' official tables add up to, and what is missing?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components import (
    county_comparison,
    data_table,
    empty_state,
    headline,
    official_table,
    parts,
    prefecture_comparison,
    remark,
)
from dashboard.components.letters.slides_form import RANKED, slides_button, slides_form
from dashboard.components.own_file_form import own_file_form
from dashboard.data.caveats import remarks
from dashboard.data.office.templates import template_content, template_of
from dashboard.exports import file_name, mark_of
from dashboard.exports.bulletin import bulletin_document, bulletin_of
from dashboard.exports.county_report import (
    CountyTotal,
    Fees,
    Passage,
    county_total,
    footnotes,
    report_document,
    report_page,
    report_workbook,
    summary,
)
from dashboard.exports.notice.paper import tried
from dashboard.exports.printing import browser, report_pdf
from dashboard.labels import wording
from dashboard.navigation.registry import Page
from dashboard.queries import ask, later
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source, source
from dashboard.tables.compiling import county_total as declared
from etl.domain.report import Mark
from etl.storage.own_files.kept import TEMPLATE, Which

PAGE = Page(
    title="全县汇总",
    question="各单位的三张官方表加起来是多少，还缺谁的？",
    icon=":material/functions:",
    section="汇总",
    position=10,
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Writer = Callable[[CountyTotal, Sequence[Passage], str], bytes]
HOW_TO = (
    "用本单位的 .docx 作模板：取它的纸张、页边距、样式（正文、标题、表格文字）、页眉页脚；"
    "有文头的，在文头下面另起一段，只写“{正文}”。没有上传的用默认版式。"
)


def render(selection: Selection) -> None:
    """Draw the page."""
    if selection.kind and selection.kind.is_compiled:
        headline(f"{selection.kind.label}的报告由下级汇总而成，不再相加")
        comparisons(selection)
        return
    total = total_of(selection)
    headline(summary(total) if total.units else f"{selection.to_year} 年度没有应报单位")
    if not total.filed:
        empty_state(
            f"{selection.to_year} 年度还没有可以汇总的报告", "请换一个截止年度，或先导入报告。"
        )
        data_table(by_cell(total), declared.BY_CELL, selection)
        comparisons(selection)
        return
    documents(total, selection)
    drawn = partial(official_table, total, selection.county_id)
    tabs = {table.title: partial(drawn, table) for table in total.form.tables}
    parts(tabs, key="county_total")
    for text in footnotes(total):
        remark(text)
    comparisons(selection)
    data_table(by_cell(total), declared.BY_CELL, selection, height=420)


def comparisons(selection: Selection) -> None:
    """Draw how a published report, the county's or the prefecture's, stands to what it holds."""
    county_comparison(selection)
    prefecture_comparison(selection)


def total_of(selection: Selection) -> CountyTotal:
    """Return the sums of the last chosen year."""
    chosen = selection.parameters
    units, cells = ask("county_total_units", **chosen), ask("county_total_cells", **chosen)
    joint = rows(ask("county_total_joint", **chosen))
    total = county_total(selection.county, selection.to_year, rows(units), rows(cells), joint)
    fees = tuple(
        Fees(
            row["township"],
            row["is_told"],
            None if wording.is_missing(row["notices"]) else int(row["notices"]),
        )
        for row in rows(ask("county_total_fees", **chosen))
    )
    total = replace(total, remarks=remarks(selection), fees=fees)
    is_part = selection.townships or (selection.usual_types and selection.kind)
    return replace(total, only=selection.places.removeprefix("全部")) if is_part else total


def documents(total: CountyTotal, selection: Selection) -> None:
    """Draw the buttons that make the report and the workbook; each is made when it is pressed."""
    at, template = source(), template_of(selection.county_id)
    named = partial(file_name, selection=replace(selection, from_year=total.year), source=at)
    with st.container(horizontal=True):
        report_buttons(total, selection, at, template)
        download(
            "下载汇总工作簿",
            partial(report_workbook, total, mark_of(at)),
            (named("全县汇总", suffix="xlsx"), EXCEL),
            icon=":material/table_view:",
            help="每格都是对“各单位”工作表的求和公式，可在 Excel、WPS 中核对",
        )
        is_ranked = st.session_state.get(RANKED, False)
        download(
            "下载通报初稿",
            lambda: bulletin_document(
                bulletin_of(selection), mark_of(at), template, is_ranked=is_ranked
            ),
            (named("年报通报", suffix="docx"), WORD),
            icon=":material/campaign:",
            help="Word 文档：报送、质量、主动公开、热线、申请；图表可在 Word、WPS 中编辑",
        )
        slides_button(selection)
    slides_form(selection)
    with st.expander("公文模板（初稿、通报、退回修改单的字体、页边距和文头）"):
        st.caption(HOW_TO)
        own_file_form(Which(TEMPLATE, selection.county_id), ("docx",), usable_template)


def usable_template(name: str, content: bytes) -> str:
    """Return an uploaded template as it is kept; raise ReportError where it is of no use."""
    return tried(template_content(name, content))


def report_buttons(
    total: CountyTotal, selection: Selection, at: Source, template: bytes | None
) -> None:
    """Draw the buttons that make the draft of the county's report, a button for each format."""
    page = partial(draft, report_page, total, selection, mark_of(at))
    named = partial(file_name, "县级年报初稿", replace(selection, from_year=total.year), at)
    download(
        "下载县级年报初稿",
        partial(draft, partial(report_document, template=template), total, selection, mark_of(at)),
        (named("docx"), WORD),
        type="primary",
        icon=":material/description:",
        help="Word 文档：六个部分、三张汇总表，问题与改进摘自各单位报告，供编辑",
    )
    download(
        "初稿 HTML",
        page,
        (named("html"), "text/html"),
        icon=":material/html:",
        help="同一份报告的网页；用浏览器打开，按 Ctrl+P 可打印或另存为 PDF",
    )
    download(
        "初稿 PDF",
        lambda: report_pdf(page()),
        (named("pdf"), "application/pdf"),
        icon=":material/picture_as_pdf:",
        disabled=browser() is None,
        help="由本机的 Edge、Chrome 或 Chromium 打印"
        if browser()
        else "本机没有找到 Edge、Chrome 或 Chromium：请下载 HTML，在浏览器中另存为 PDF",
    )


def download(label: str, make: Callable[[], bytes], kind: tuple[str, str], **look: Any) -> None:
    """Draw a button that makes a file when it is pressed; `kind` is its name and media type."""
    st.download_button(label, later(make), *kind, on_click="ignore", **look)


def draft(write: Writer, total: CountyTotal, selection: Selection, mark: str) -> bytes:
    """Return the report with what the units write of problems and other matters."""
    found = rows(ask("county_total_texts", **selection.parameters))
    passages = [
        Passage(str(row["township"]), int(row["ordinal"]), str(row["body"]))
        for row in found
        if str(row["body"]).strip()
    ]
    return write(total, passages, mark)


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
                "deducted": cell.deducted or None,
                "numbers": cell.counts[Mark.NUMBER],
                **{m.value: cell.counts[m] for m in Mark if m is not Mark.NUMBER},
            })  # fmt: skip
    return pd.DataFrame(found)
