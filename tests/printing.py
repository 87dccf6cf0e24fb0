"""Prints a filled form in the layouts and formats that offices, sites and converters produce."""

from __future__ import annotations

import html
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from xlsxwriter import Workbook

from etl.definitions import load
from etl.definitions.schema import Table
from tests import layouts

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEADINGS = {
    "article_20": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "reviews": "四、政府信息公开行政复议、行政诉讼情况",
}


@dataclass(frozen=True)
class Printed:
    """One printed cell and how many columns and rows it spans."""

    text: str
    columns: int = 1
    rows: int = 1


Rows = list[list[Printed]]
Values = Mapping[str, str]


def article_20(table: Table, values: Values) -> Rows:
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows: Rows = []
    for block in table.blocks:
        rows.append([Printed(block.item or "", width)])
        labels = [table.column(column).label for column in block.columns]
        rows.append([Printed("信息内容"), *(Printed(label) for label in labels)])
        for row in block.rows:
            cells = [Printed(values[f"{table.id}.{row}.{c}"]) for c in block.columns]
            rows.append([Printed(table.row(row).label), *cells])
    return rows


def applications(table: Table, values: Values) -> Rows:
    legal = table.columns[1:-1]
    rows: Rows = [
        [Printed(NOTE, 3, 3), Printed("申请人情况", len(table.columns))],
        [Printed("自然人", 1, 2), Printed("法人或其他组织", len(legal)), Printed("总计", 1, 2)],
        [Printed(column.label) for column in legal],
    ]
    results = list(table.rows[2:-1])
    groups = [row.group for row in table.rows]
    opened: set[str] = set()
    for row in table.rows:
        cells = [Printed(values[f"{table.id}.{row.id}.{c.id}"]) for c in table.columns]
        before: list[Printed] = []
        if row is results[0]:
            before.append(Printed("三、本年度办理结果", 1, len(results)))
        is_group = row.group is not None and row is not results[0]
        if is_group and row.group not in opened:
            opened.add(row.group or "")
            before.append(Printed(row.group or "", 1, groups.count(row.group)))
        span = 1 if is_group else 3 if row not in results else 2
        rows.append([*before, Printed(row.label, span), *cells])
    return rows


def reviews(table: Table, values: Values) -> Rows:
    width = len(table.columns)
    labels = [Printed(column.label) for column in table.columns]
    first = [Printed(label.text, 1, 2) for label in labels]
    names = [row.label for row in table.rows]
    return [
        [Printed(names[0], width), Printed("行政诉讼", 2 * width)],
        [*first, Printed(names[1], width), Printed(names[2], width)],
        [*labels, *labels],
        [Printed(values[address]) for address in table.addresses()],
    ]


PRINTERS = {"article_20": article_20, "applications": applications, "reviews": reviews}


def tables(edition: str, values: Values) -> list[tuple[str, Rows]]:
    """Return (heading, rows) of each official table filled with the printed values."""
    form = load().forms[edition]
    return [(HEADINGS[t.id], PRINTERS[t.id](t, values)) for t in form.grids]


def as_html(edition: str, values: Values) -> bytes:
    parts = ["<html><head><meta charset='utf-8'></head><body>"]
    for heading, rows in tables(edition, values):
        parts.append(f"<p>{heading}</p><table>")
        for row in rows:
            cells = (
                f"<td colspan='{c.columns}' rowspan='{c.rows}'>{html.escape(c.text)}</td>"
                for c in row
            )
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()


TITLE = "清水坪乡2024年政府信息公开工作年度报告"
PROSE = (
    "一、总体情况",
    "2024年，清水坪乡主动公开政府信息136条，其中政策文件28条、工作动态96条、财政预决算12条。"
    "全年受理12345热线工单47件，答复办理45件，答复率95.7%。全年没有收到政府信息公开申请。",
)
CLOSING = (
    "五、存在的主要问题及改进情况",
    "公开内容还不够细，下一步将加强培训。",
    "六、其他需要报告的事项",
    "无其他需要报告的事项。",
    "清水坪乡人民政府",
    "2025年1月13日",
)


def as_docx(edition: str, values: Values, *, prose: bool = False) -> bytes:
    document = Document()
    for text in (TITLE, *PROSE) if prose else ():
        document.add_paragraph(text)
    for heading, rows in tables(edition, values):
        document.add_paragraph(heading)
        placed = placements(rows)
        width = max(column + cell.columns for _, column, cell in placed)
        grid = document.add_table(rows=len(rows), cols=width, style="Table Grid")
        # Asked for a single cell, the library goes through all of the table.
        cells = [line.cells for line in grid.rows]
        for row, column, cell in placed:
            target = cells[row][column]
            if cell.columns > 1 or cell.rows > 1:
                last = cells[row + cell.rows - 1][column + cell.columns - 1]
                target = target.merge(last)
            target.text = cell.text
    for text in CLOSING if prose else ():
        document.add_paragraph(text)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def placements(rows: Rows) -> list[tuple[int, int, Printed]]:
    """Return (row, column, cell) of every cell as spans push the later ones aside."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            placed.append((number, column, cell))
            taken |= {
                (number + down, column + across)
                for down in range(cell.rows)
                for across in range(cell.columns)
            }
            column += cell.columns
    return placed


LAYOUTS = tuple(layouts.KEEPING)
LOSING_LAYOUTS = tuple(layouts.LOSING)


def as_text(edition: str, values: Values, layout: str) -> bytes:
    write = layouts.WRITERS[layout]
    parts = [
        f"{heading}\n{write([[cell.text for cell in row] for row in rows])}"
        for heading, rows in tables(edition, values)
    ]
    text = "\n".join(parts)
    return ("\n".join(dict.fromkeys(text.split("\n"))) if layout == "once" else text).encode()


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def as_xlsx(edition: str, values: Values, *, prose: bool = False) -> bytes:
    content = io.BytesIO()
    workbook = Workbook(content)
    sheet = workbook.add_worksheet()
    top = 0
    for text in (TITLE, *PROSE) if prose else ():
        sheet.write_string(top, 0, text)
        top += 1
    for heading, rows in tables(edition, values):
        sheet.write_string(top, 0, heading)
        for row, column, cell in placements(rows):
            first, last = (
                (top + 1 + row, column),
                (top + row + cell.rows, column + cell.columns - 1),
            )
            if cell.columns > 1 or cell.rows > 1:
                sheet.merge_range(*first, *last, cell.text)
            elif cell.text.isdigit():
                sheet.write_number(*first, int(cell.text))
            else:
                sheet.write_string(*first, cell.text)
        top += len(rows) + 2
    for text in CLOSING if prose else ():
        sheet.write_string(top, 0, text)
        top += 1
    workbook.close()
    return content.getvalue()
