"""The bulletin as a Word document: computed sentences, tables, and charts that Word can edit."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from dashboard.exports.bulletin import sentences
from dashboard.exports.bulletin.figures import Bulletin
from dashboard.exports.bulletin.native_chart import NativeChart, add_chart
from dashboard.exports.bulletin.yearly import LEAST_TO_DRAW, chart_by_year
from dashboard.exports.county_report.document import HEAD_COLOR
from dashboard.exports.notice.official import indented, official_paper, write_heading
from dashboard.exports.notice.paper import pad, shade
from dashboard.exports.notice.points import readable
from dashboard.labels import wording
from dashboard.queries.result import Row

LONGEST_NAME, LONGEST_TEXT = 40, 4_000
CENTERED = '<w:jc w:val="center"/>'


def bulletin_document(
    bulletin: Bulletin, mark: str = "", template: bytes | None = None, *, is_ranked: bool = False
) -> bytes:
    """Return the bulletin; `mark` stands above every page; ranked lists only where asked for."""
    title = f"{bulletin.county}{bulletin.year}年度政府信息公开工作年度报告通报"
    paper = official_paper(title, mark, template)
    paper.add_paragraph(title, style="Title")
    part(paper, "一、报送情况", sentences.filing(bulletin))
    table(paper, FILED, [filed(unit) for unit in bulletin.units])
    part(paper, "二、报告质量", sentences.quality(bulletin))
    part(paper, "三、主动公开", sentences.told(bulletin, ["proactive_total"]))
    by_year(paper, bulletin, "proactive_total", "条")
    part(paper, "四、政务热线",
         sentences.told(bulletin, ["hotline_received", "hotline_answer_rate"]))  # fmt: skip
    by_year(paper, bulletin, "hotline_answer_rate", "%")
    part(paper, "五、依申请公开", [
        *sentences.told(bulletin, ["applications_received_new", "applications_carried_out"]),
        *sentences.zero(bulletin),
    ])  # fmt: skip
    by_year(paper, bulletin, "applications_received_new", "件")
    part(paper, "六、各单位主要数字", [])
    table(paper, UNITS, main_figures(bulletin))
    if is_ranked:
        ranked(paper, bulletin)
    part(paper, "说明", [f"{n}. {text}" for n, text in enumerate(sentences.notes(bulletin), 1)])
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def part(paper: Any, title: str, texts: Sequence[str]) -> None:
    """Write a heading and its paragraphs."""
    write_heading(paper, title)
    for text in texts:
        indented(paper, readable(text, LONGEST_TEXT))


def by_year(paper: Any, bulletin: Bulletin, indicator: str, unit: str) -> None:
    """Draw an indicator by year, where there is enough to draw."""
    chart = chart_by_year(bulletin, indicator, unit)
    if chart is not None:
        add_chart(paper, *chart)


FILED = ("单位", "报送", "报告日期", "期限", "逾期天数")
UNITS = (
    "单位",
    "主动公开（条）",
    "热线受理（件）",
    "热线答复（件）",
    "新收申请（件）",
    "错误（处）",
)


def filed(unit: Row) -> tuple[str, ...]:
    """Return the row of a unit in the table of filing."""
    return (
        unit["township"],
        wording.STATUS_LABELS[unit["status"]],
        *(
            wording.NOTHING if wording.is_missing(unit[name]) else f"{unit[name]:%Y-%m-%d}"
            for name in ("report_date", "deadline")
        ),
        wording.number(unit["days_late"]) if unit["status"] == "late" else wording.NOTHING,
    )


def main_figures(bulletin: Bulletin) -> list[tuple[str, ...]]:
    """Return one row per unit with its figures, in the order of the register's names."""
    hotline = {row["township"]: row for row in bulletin.hotline}
    applied = {row["township"]: row for row in bulletin.applications}
    errors: Counter[str] = Counter()
    for row in bulletin.reports:
        errors[row["series_township"]] += row["errors"]
    found = []
    for row in sorted(bulletin.disclosed, key=lambda row: bulletin.townships[row["township"]]):
        name = row["township"]
        cases, applications = hotline.get(name, {}), applied.get(name, {})
        found.append((
            name,
            wording.number(row["proactive_total"], mark=row["proactive_total_mark"],
                           approximate=row["approximate"]),
            wording.number(cases.get("received"), mark=cases.get("received_mark")),
            wording.number(cases.get("answered"), mark=cases.get("answered_mark")),
            wording.number(applications.get("received_new"),
                           mark=applications.get("received_new_mark")),
            wording.number(errors.get(name)),
        ))  # fmt: skip
    return found


def ranked(paper: Any, bulletin: Bulletin) -> None:
    """Write ranked bars; rates over few cases and figures that are missing are not ranked."""
    rates = [row for row in bulletin.hotline if row["rank_group"] == "ranked"]
    totals = [row for row in bulletin.disclosed if not wording.is_missing(row["proactive_total"])]
    for title, found, value in (
        ("热线答复率排序（受理 10 件以上的单位）", rates, "rate"),
        ("主动公开数量排序（条）", totals, "proactive_total"),
    ):
        if len(found) < LEAST_TO_DRAW:
            continue
        lowest_first = sorted(found, key=lambda row: row[value])
        names = tuple(readable(row["township"], LONGEST_NAME) for row in lowest_first)
        values = tuple(row[value] for row in lowest_first)
        chart = NativeChart("bars", title, names, values, is_share=value == "rate")
        add_chart(paper, chart, title, height=20 + 6 * len(names))


def table(
    paper: Any,
    headings: Sequence[str],
    found: Sequence[Sequence[str]],
    longest: int = LONGEST_NAME,
    widths: Sequence[int] = (),
) -> None:
    """Write a table whose heading repeats on every page and whose rows are never torn."""
    drawn = paper.add_table(1, len(headings), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    pad(drawn)
    # To look a style up by its name for every cell takes ten times as long as all else of a table.
    style = paper.styles["表格文字"].style_id
    (line,) = drawn.rows
    properties = line._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, text) in enumerate(zip(line.cells, headings, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph._p.style = style
        paragraph.add_run(readable(text, longest)).bold = True
        if place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if widths:
            # Some programs go by the width of the column, others by that of its cells.
            drawn.columns[place].width = cell.width = widths[place]
        shade(cell, HEAD_COLOR)
    shape = RowShape(style, [round(cell.width.twips) for cell in line.cells])
    for texts in found:
        drawn._tbl.append(row_of([readable(text, longest) for text in texts], shape))


@dataclass(frozen=True, slots=True)
class RowShape:
    """What all rows of a table have in common: the style of their text, the widths of columns."""

    style: str
    widths: Sequence[int]


def row_of(texts: Sequence[str], shape: RowShape) -> Any:
    """Return a row of a table, in one piece: cell by cell a long table takes seconds."""
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr><w:p><w:pPr>'
        f"<w:pStyle w:val={quoteattr(shape.style)}/>{CENTERED if place else ''}</w:pPr>"
        f'<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        "</w:p></w:tc>"
        for place, (text, width) in enumerate(zip(texts, shape.widths, strict=True))
    )
    whole = f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    return parse_xml(whole)
