"""The first sheet: what the workbook is for, how it is filled in, what the marks mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from etl.definitions import load
from etl.definitions.schema import MarkKind
from etl.templates.entry import Entry
from etl.templates.fields import FORMAT, SAMPLE, VERSION, edition_label
from etl.templates.workbook.book import Book, put
from etl.templates.workbook.layout import EXTRA, ITEMS, NARRATIVE, NOTES, table_sheets
from etl.templates.workbook.styles import protect, set_up_page

TITLE = "乡镇政府信息公开年度报告数据表"
STEPS = (
    "在各表的白色单元格中填写；灰色单元格已锁定，不用填。没有报告的乡镇、年度留空即可。",
    f"先填“{NARRATIVE}”，核对版式、是否报送和报告日期，再填其他各表。",
    "数字照报告原文填写，不要估算，不要用 0 代替未填写的内容；原文是约数的填数字并在“约数”选“是”。",
    "不要改动表头、工作表名称和前几列；不要在填写处使用公式，公式请先“选择性粘贴—数值”。",
    "“核对”栏显示各行各列是否相加一致：“✓ 相符”“差 n”“未填全”“含文字”；没有填数字时为空白。",
    "Excel 中直接按“/”键会打开菜单，可从单元格的下拉列表中选“/”，或先按 F2 再输入。",
    "填好后保存为 .xlsx，在“报送进度”页导入；有问题的单元格会指出工作表、行和列。",
)


def write_notes(book: Book, steps: Sequence[str] = ()) -> None:
    """Write the notes; they come first and can be printed. `steps` come before the last one."""
    sheet = book.workbook.add_worksheet(NOTES)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 96)
    set_up_page(sheet, header_rows=(0, 0), is_sample=book.is_sample)
    sheet.set_row(0, 34)
    put(sheet, 0, 0, f"{TITLE}（{SAMPLE}）" if book.is_sample else TITLE, book.styles.title)
    put(sheet, 1, 0, scope(book.wanted), book.styles.hint)
    row = 2
    if book.is_sample:
        warning = f"本表为{SAMPLE}，由系统编写，不是任何单位的真实数据。"
        put(sheet, row, 0, warning, book.styles.sample)
        row += 1
    for chapter, lines in chapters(steps):
        put(sheet, row + 1, 0, chapter, book.styles.chapter)
        row = write_lines(book, sheet, row + 2, lines)
    put(sheet, row + 1, 0, f"格式：{FORMAT} {VERSION}", book.styles.hint)
    protect(sheet)


def write_lines(book: Book, sheet: Worksheet, row: int, lines: list[tuple[str, str]]) -> int:
    """Write terms with their explanations, and return the row after them."""
    for term, text in lines:
        put(sheet, row, 0, term, book.styles.term)
        put(sheet, row, 1, text, book.styles.note)
        sheet.set_row(row, 18 if len(text) <= 50 else 34)
        row += 1
    return row


def scope(wanted: tuple[Entry, ...]) -> str:
    """Return which counties, places and years a workbook holds."""
    counties = "、".join(dict.fromkeys(e.place.county for e in wanted)) or "（空）"
    places = len({e.place.place_id for e in wanted})
    years = sorted({e.year for e in wanted})
    span = f"{years[0]}—{years[-1]}年度" if years else ""
    return f"{counties}　{places} 个乡镇（街道）　{span}"


def chapters(steps: Sequence[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each chapter of the notes with its lines."""
    *first, last = STEPS
    told = (*first, *steps, last)
    yield "一、怎样填写", [(f"第 {n} 步", text) for n, text in enumerate(told, 1)]
    yield "二、怎样写明没有数字的情形", [(k.label, mark_note(k)) for k in load().marks.values()]
    yield "三、各工作表", sheet_notes()
    yield "四、正文数字", [(f.label, f"单位：{f.unit}") for f in load().figures.values()]


def mark_note(kind: MarkKind) -> str:
    """Return what a mark means and how it is written."""
    written = f"；本表中写作“{kind.token}”" if kind.token else ""
    return f"{kind.meaning}{written}。"


def sheet_notes() -> list[tuple[str, str]]:
    """Return what each sheet holds."""
    hidden = (
        "该版式不打印的行已隐藏。改选版式后，请选中相邻的行，右键“取消隐藏”再填写；整张表隐藏的，"
        "在工作表标签上右键“取消隐藏”。"
    )
    tables = [
        (s.name, f"{s.title}。适用版式：{'、'.join(map(edition_label, sorted(s.editions)))}。")
        for s in table_sheets()
    ]
    return [
        (NARRATIVE, "版式、报告日期，以及报告正文中的数字。"),
        (ITEMS, "主动公开总数的构成，按内容或按渠道，一项一行；可以相互重叠，也可以不等于总数。"),
        *tables,
        (EXTRA, "导出时自动生成，保存原文写法和位置，使导出再导入不丢失任何内容。"),
        ("隐藏的行和表", hidden),
    ]
