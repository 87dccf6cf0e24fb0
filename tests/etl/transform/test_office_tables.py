"""Tables to which an office has added columns, sheets of its own, and files of several reports."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from xlsxwriter import Workbook

from etl import extract
from etl.domain.report import Mark, Report
from etl.transform import parse, parse_all
from tests import printing
from tests.forms import Random, filled_form
from tests.printing import Printed, Rows

Change = Callable[[Rows], Rows]
VALUES = {k: v.strip("/") or "0" for k, v in filled_form("2021", Random(5)).items()}
BLANK = dict.fromkeys(VALUES, "")


def page(
    values: dict[str, str],
    change: Change = list,
    title: str = printing.TITLE,
    *,
    prose: bool = True,
) -> bytes:
    """Return a report as a web page, the rows of each table changed."""
    text = [title, *printing.PROSE] if prose else [title]
    parts = [f"<p>{line}</p>" for line in text]
    for heading, rows in printing.tables("2021", values):
        parts.append(f"<p>{heading}</p><table>")
        for row in change(rows):
            cells = (f"<td colspan={c.columns} rowspan={c.rows}>{c.text}</td>" for c in row)
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</table>")
    parts += [f"<p>{line}</p>" for line in printing.CLOSING] if prose else []
    return f"<meta charset=utf-8>{''.join(parts)}".encode()


def read(content: bytes, name: str = "x.html") -> Report:
    return parse(extract.read_content(name, content))


def numbers(report: Report) -> dict[str, str]:
    return {c.address: str(c.value) for c in report.cells if c.mark is Mark.NUMBER}


def has_figures(row: list[Printed]) -> bool:
    return any(cell.text.isdigit() for cell in row)


def numbered(rows: Rows) -> Rows:
    """Print 序号 before each header, and the number of each row before it."""
    return [
        [Printed(str(n) if has_figures(row) else "序号" if len(row) > 1 else ""), *row]
        for n, row in enumerate(rows)
    ]


def remarked(rows: Rows) -> Rows:
    """Print 备注 behind each header, and a remark behind some of the rows."""
    return [
        [*row, Printed(("与上年持平" if n % 3 else "") if has_figures(row) else "备注")]
        for n, row in enumerate(rows)
    ]


def abreast(rows: Rows) -> Rows:
    """Print the blocks of article 20 behind the first beside it."""
    if rows[0][0].text != "第二十条第（一）项":
        return rows
    left, right = rows[:4], rows[4:]
    left += [[Printed("")]] * (len(right) - len(left))
    return [[*pad(a, 4), *pad(b, 2)] for a, b in zip(left, right, strict=True)]


def pad(row: list[Printed], width: int) -> list[Printed]:
    return [*(Printed(cell.text) for cell in row), *[Printed("")] * (width - len(row))]


@pytest.mark.parametrize("change", [numbered, remarked, abreast])
def test_columns_beside_those_of_the_form_take_no_figure_away(change: Change) -> None:
    report = read(page(VALUES, change))
    assert numbers(report) == VALUES
    assert report.issues == ()


def test_a_heading_for_remarks_without_cells_of_its_own_takes_no_figure() -> None:
    def headed(rows: Rows) -> Rows:
        return [row if has_figures(row) else [*row, Printed("备注")] for row in rows]

    read_as = numbers(read(page(VALUES, headed)))
    assert read_as.items() <= VALUES.items()


@pytest.mark.parametrize(
    "words", [("上年数", "本年"), ("上年同期", "本年数"), ("2023年", "2024年")], ids="|".join
)
def test_of_this_and_last_year_this_one_is_read(words: tuple[str, str]) -> None:
    def doubled(rows: Rows) -> Rows:
        if rows[0][0].text != "第二十条第（一）项":
            return rows
        made: Rows = []
        for row in rows:
            if not has_figures(row):
                made.append(row)
                continue
            label, *values = row
            if not has_figures(made[-1]):
                made.append([Printed(""), *(Printed(w) for _ in values for w in words)])
            made.append([label, *(p for value in values for p in (Printed("71"), value))])
        return made

    assert numbers(read(page(VALUES, doubled))) == VALUES


@pytest.mark.parametrize(
    "title",
    ["2024年政府信息公开工作年度报告", "××镇人民政府2024年政府信息公开工作年度报告",
     "XX乡（镇）2024年政府信息公开工作年度报告"],
)  # fmt: skip
def test_the_form_without_a_name_or_a_figure_is_the_blank_form(title: str) -> None:
    assert read(page(BLANK, title=title, prose=False)).identity.document_kind == "blank_form"
    filled = read(page(VALUES, title=title, prose=False))
    assert filled.identity.document_kind == ""
    named = read(page(BLANK, title=printing.TITLE, prose=False))
    assert named.identity.document_kind == ""


@pytest.mark.parametrize(
    "shown", ['<img src="t.png">', '<span><img src="t.png" width="640"></span>']
)
def test_a_table_that_is_a_picture_is_told(shown: str) -> None:
    parts = page(VALUES).decode().split("<table>")
    pictured = f"<p>{shown}</p>".join([parts[0], *(p.split("</table>")[1] for p in parts[1:])])
    site = f"<p>{shown}</p>{pictured}<p>{shown}</p>"
    assert [i.kind for i in read(site.encode()).issues] == ["unread_picture"] * 3
    assert read(f"<p>{shown}</p>{page(VALUES).decode()}".encode()).issues == ()


def test_the_lines_of_a_sheet_that_name_the_report_are_read() -> None:
    content = io.BytesIO()
    with Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 8, printing.TITLE)
        sheet.write(1, 0, "填报单位：清水坪乡人民政府")
        sheet.write(1, 6, "2025年1月13日")
        for number, row in enumerate(dict(printing.tables("2021", VALUES))[
            printing.HEADINGS["article_20"]
        ]):  # fmt: skip
            sheet.write_row(number + 3, 0, [cell.text for cell in row])
    report = read(content.getvalue(), "x.xlsx")
    assert report.identity.township == "清水坪乡"
    assert report.issues == ()


def test_a_file_of_two_reports_is_two_reports() -> None:
    other = page(
        VALUES | {"article_20.permits.decisions": "77"},
        title="青禾镇人民政府</p><p>2023年政府信息公开工作年度报告",
    )
    both = page(VALUES) + other.replace("清水坪乡".encode(), "青禾镇".encode())
    found = parse_all(extract.read_content("汇编.html", both))
    assert [(r.identity.township, r.identity.year) for r in found] == [
        ("清水坪乡", 2024), ("青禾镇", 2023),
    ]  # fmt: skip
    assert [numbers(r)["article_20.permits.decisions"] for r in found] == ["0", "77"]
    assert numbers(found[0]) == VALUES


def test_a_title_that_is_repeated_or_linked_begins_no_report() -> None:
    titled = f"<p>{printing.TITLE}</p>"
    linked = titled.replace("2024", "2023").replace("清水坪乡", "青禾镇")
    again = page(VALUES).decode().replace("<p>五、", f"{titled}<p>五、") + linked
    assert len(parse_all(extract.read_content("x.html", again.encode()))) == 1
