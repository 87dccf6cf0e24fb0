"""The long CSV: one line per figure, cell or part of the total; opens in Excel and WPS.

Text that a spreadsheet would run as a formula gets an apostrophe in front, undone on reading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.definitions import load
from etl.domain.errors import BrokenTemplate
from etl.domain.report import Item, Report
from etl.templates.draft_report import Draft, report_of, statements_of
from etl.templates.entry import Entry, label_of
from etl.templates.fields import (
    AXES,
    NO,
    SAMPLE,
    YES,
    Heading,
    edition_label,
    label_key,
    read_code,
    read_date,
    read_edition,
    read_item,
    read_mark,
    read_value,
    read_year,
    read_yes,
)
from etl.templates.formula_guard import guarded, unguarded
from etl.templates.stated_value import NARRATIVE, Statement, canonical

COLUMNS = (
    Heading.CODE, Heading.COUNTY, Heading.TOWNSHIP, Heading.YEAR, Heading.KIND, Heading.ADDRESS,
    Heading.LABEL, Heading.RAW, Heading.VALUE, Heading.MARK, Heading.APPROXIMATE, Heading.UNIT,
    Heading.PARENT, Heading.EVIDENCE, Heading.PLACE, Heading.READING, Heading.DETAIL, Heading.NOTE,
)  # fmt: skip
ABOUT, FIGURE, CELL = "报告信息", "正文数字", "表格数字"
ENCODINGS = ("utf-8-sig", "gb18030")
OURS_AT_LEAST = 10
MOST_LINES = 2_000_000
Fields = dict[str, str]


def write(path: Path, wanted: Sequence[Entry], *, is_sample: bool) -> None:
    """Write the reports and empty rows as UTF-8 with a byte order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [str(heading) for heading in COLUMNS], restval="")
        writer.writeheader()
        for entry in wanted:
            identity = {
                Heading.CODE: entry.place.place_id,
                Heading.COUNTY: entry.place.county,
                Heading.TOWNSHIP: entry.place.township,
                Heading.YEAR: str(entry.year),
                Heading.NOTE: SAMPLE if is_sample else "",
            }
            for line in lines_of(entry):
                fields = identity | line
                writer.writerow({str(k): guarded(v) for k, v in fields.items()})


def lines_of(entry: Entry) -> Iterator[Fields]:
    """Yield what a report says, or what is to be filled in, without the identity."""
    report = entry.report
    edition = entry.form.edition if report is None else report.edition
    printed = report.identity.report_date if report else None
    for heading, text in (
        (Heading.EDITION, edition_label(edition)),
        (Heading.SUBMITTED, YES if report else ""),
        (Heading.DATE, printed.isoformat() if printed else ""),
    ):
        yield {Heading.KIND: ABOUT, Heading.LABEL: heading, Heading.RAW: text}
    for statement in statements_of(entry):
        yield fields_of(statement)
    for item in report.items if report else ():
        yield item_fields(item)


def fields_of(statement: Statement) -> Fields:
    """Return a statement as fields; yes and no to 约数 is asked of narrative figures only."""
    is_figure = statement.address.startswith(NARRATIVE)
    value, mark = statement.value, statement.mark
    return {
        Heading.KIND: FIGURE if is_figure else CELL,
        Heading.ADDRESS: statement.address,
        Heading.LABEL: label_of(statement.address),
        Heading.RAW: statement.raw,
        Heading.VALUE: "" if value is None else canonical(value),
        Heading.MARK: load().marks[mark].label if mark else "",
        Heading.APPROXIMATE: yes(statement.approximate) if is_figure and mark else "",
        Heading.EVIDENCE: statement.evidence,
        Heading.PLACE: statement.place,
        Heading.READING: statement.reading,
        Heading.DETAIL: statement.detail,
    }


def item_fields(item: Item) -> Fields:
    """Return one part of the disclosed total as fields."""
    return {
        Heading.KIND: AXES[item.axis],
        Heading.LABEL: item.label,
        Heading.VALUE: canonical(item.count),
        Heading.APPROXIMATE: yes(item.approximate),
        Heading.UNIT: item.unit,
        Heading.PARENT: item.parent or "",
        Heading.EVIDENCE: item.evidence,
        Heading.PLACE: item.place,
    }


def yes(answer: object) -> str:
    """Return a yes or no as an official writes it."""
    return YES if answer else NO


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, or in GB18030 as Excel saves it."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BrokenTemplate(
        "CSV 文件的文字编码无法识别。",
        "请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”后重新导入。",
    )


def is_ours(head: bytes) -> bool:
    """Return whether a file begins with most of our headings."""
    line = head.partition(b"\n")[0]
    if line.count(b",") < OURS_AT_LEAST - 1:
        return False
    for encoding in ENCODINGS:
        first = label_key(line.decode(encoding, "ignore"))
        if sum(label_key(heading) in first for heading in COLUMNS) >= OURS_AT_LEAST:
            return True
    return False


def read(content: bytes) -> tuple[Report, ...]:
    """Return the reports that a CSV file holds; lines not filled in are passed over."""
    drafts: dict[tuple[str, int], Draft] = {}
    try:
        for number, fields in numbered_fields(decoded(content)):
            add_line(drafts, fields, f"CSV 第 {number} 行")
    except csv.Error as error:
        raise BrokenTemplate(
            f"CSV 文件的格式有误（{error}）。", "请检查引号是否成对，或重新下载空表填写。"
        ) from error
    return tuple(report for d in drafts.values() if (report := report_of(d)) is not None)


def numbered_fields(text: str) -> Iterator[tuple[int, Fields]]:
    """Yield each line that is not empty, with its number in the file."""
    reader = csv.reader(io.StringIO(text, newline=""))
    headings = [label_key(heading) for heading in next(reader, [])]
    missing = [h for h in COLUMNS[:-1] if headings.count(label_key(h)) != 1]
    if missing:
        raise BrokenTemplate(
            f"CSV 第 1 行（表头）缺少或重复了这些列：{'、'.join(missing)}。",
            "请恢复表头原来的文字，不要改名或删列。",
        )
    places = {heading: headings.index(label_key(heading)) for heading in COLUMNS[:-1]}
    for count, row in enumerate(reader):
        if count >= MOST_LINES:
            raise BrokenTemplate(f"CSV 超过 {MOST_LINES} 行。", "请按年度或乡镇分成几个文件导入。")
        if any(field.strip() for field in row):
            padded = row + [""] * len(headings)
            yield reader.line_num, {h: unguarded(padded[at]) for h, at in places.items()}


def add_line(drafts: dict[tuple[str, int], Draft], fields: Fields, where: str) -> None:
    """Add one line to the draft of its place and year."""
    code, year = read_code(fields[Heading.CODE], where), read_year(fields[Heading.YEAR], where)
    draft = drafts.setdefault(
        (code, year),
        Draft(code, fields[Heading.COUNTY], fields[Heading.TOWNSHIP], year, where=where),
    )
    if draft.township != fields[Heading.TOWNSHIP] or draft.county != fields[Heading.COUNTY]:
        raise BrokenTemplate(
            f"{where}：代码 {code} 在前面的行中是“{draft.county}{draft.township}”，"
            f"这里是“{fields[Heading.COUNTY]}{fields[Heading.TOWNSHIP]}”。",
            "请核对行政区划代码和乡镇名称。",
        )
    kind = label_key(fields[Heading.KIND])
    if kind == ABOUT:
        add_about(draft, fields, where)
    elif kind in AXES.values():
        axis = next(axis for axis, label in AXES.items() if label == kind)
        draft.items.append(read_item({**fields, Heading.COUNT: fields[Heading.VALUE]}, axis, where))
    elif kind in (FIGURE, CELL):
        add_statement(draft, fields, where)
    else:
        raise BrokenTemplate(
            f"{where}：“类别”填写的“{fields[Heading.KIND]}”无法识别。",
            f"请填写{'、'.join((ABOUT, FIGURE, CELL, *AXES.values()))}之一。",
        )


def add_about(draft: Draft, fields: Fields, where: str) -> None:
    """Add the edition, the date or the yes to 是否报送 to a draft."""
    text = fields[Heading.RAW]
    match label_key(fields[Heading.LABEL]):
        case Heading.EDITION:
            draft.edition = read_edition(text, where)
        case Heading.DATE:
            draft.report_date = read_date(text, where)
        case Heading.SUBMITTED:
            draft.is_submitted = read_yes(text, where, Heading.SUBMITTED)
        case name:
            raise BrokenTemplate(f"{where}：“{name}”不是报告信息。", "请恢复这一行原来的名称。")


def add_statement(draft: Draft, fields: Fields, where: str) -> None:
    """Add a figure or cell to a draft."""
    address = fields[Heading.ADDRESS].strip()
    draft.add(
        Statement(
            address,
            fields[Heading.RAW],
            read_value(fields[Heading.VALUE], where),
            read_mark(fields[Heading.MARK], where),
            approximate=bool(read_yes(fields[Heading.APPROXIMATE], where, Heading.APPROXIMATE)),
            evidence=fields[Heading.EVIDENCE],
            place=fields[Heading.PLACE],
            reading=fields[Heading.READING],
            detail=fields[Heading.DETAIL],
            where=where,
        )
    )
