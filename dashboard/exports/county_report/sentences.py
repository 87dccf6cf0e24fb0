"""What is to be known of the county's sums: over which units they go, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.exports.county_report.total import CellTotal, CountyTotal, Unit, printed_number
from dashboard.labels import wording
from etl.definitions import load
from etl.domain.report import Mark

MOST_NAMED, MOST_ITEMS = 40, 30
WHOLE = "总计"


def summary(total: CountyTotal) -> str:
    """Return in one sentence how many units are added up and which are missing."""
    expected = f"{total.year} 年度{total.only}应报 {len(total.units)} 个单位"
    head = f"{expected}，汇总 {len(total.filed)} 个"
    if not total.missing:
        return f"{head}，没有缺报"
    return f"{head}，缺报 {len(total.missing)} 个：{named(total.missing)}"


def fees(total: CountyTotal) -> str:
    """Return how many units write of fees, and how many notices they count; empty without any."""
    if not total.fees:
        return ""
    unread = [one.unit for one in total.fees if not one.is_told]
    notices = sum(one.notices for one in total.fees if one.notices is not None)
    head = f"信息处理费：已报的 {len(total.fees)} 个单位中，"
    head += f"{len(total.fees) - len(unread)} 个写明了收取情况"
    sent = f"，写明的收费通知合计 {notices} 件" if notices else ""
    rest = f"；正文中没有读到的：{wording.names(unread, MOST_NAMED)}" if unread else ""
    return f"{head}{sent}{rest}。"


def footnotes(total: CountyTotal) -> list[str]:
    """Return what a reader of the tables must know: slashes, gaps, editions, missing units."""
    return [
        *whole_notes(total), *mark_notes([*total.cells.values()]), *joint_notes(total, total.joint),
        *total.remarks,
    ]  # fmt: skip


def whole_notes(total: CountyTotal) -> Iterator[str]:
    """Yield what is to be known of all sums: how they are made, and of which units they are not."""
    yield "各格为已报单位相应各格之和；斜杠与数字并列时不增加合计，全部为斜杠的仍写“/”。"
    if total.only:
        yield f"只汇总{total.only}，本县其他单位未计入。"
    if total.other_editions:
        yield (
            f"{named(total.other_editions)}没有使用 {total.form.edition} 年版表式，"
            "只有两版相同的项目计入合计。"
        )
    if total.beyond:
        units = tuple(unit for unit in total.filed if unit.place_id in total.beyond_of)
        yield (
            f"{named(units)}填有 {total.form.edition} 年版表式没有的项目，没有计入各格："
            f"{wording.names(beyond(total), MOST_ITEMS)}。"
        )
    if total.missing:
        yield f"缺报 {len(total.missing)} 个单位，未计入：{named(total.missing)}。"


def beyond(total: CountyTotal) -> list[str]:
    """Return each row that the form does not have, with what is printed in it; of parts the sum."""
    rows: dict[str, dict[str, str]] = {}
    for address, value in total.beyond.items():
        if value:
            row, _, column = labels()[address].rpartition(" · ")
            rows.setdefault(row, {})[column] = printed_number(value)
    return [f"{row}（{told(columns)}）" for row, columns in rows.items()]


def told(columns: Mapping[str, str]) -> str:
    """Return the figures of a row by their headings, only the total where there is one."""
    if WHOLE in columns:
        columns = {WHOLE: columns[WHOLE]}
    return "、".join(f"{heading} {number}" for heading, number in columns.items())


def labels() -> dict[str, str]:
    """Return what the cells of all editions of the form are called."""
    forms = load().forms.values()
    return {address: label for form in forms for address, label, _, _ in form.names()}


def mark_notes(cells: Sequence[CellTotal]) -> Iterator[str]:
    """Yield in how many of these sums are slashes, and in how many units have no figure."""
    slashed = sum(1 for cell in cells if cell.value and cell.counts[Mark.NIL])
    if slashed:
        yield f"有 {slashed} 格的合计中含填斜杠的单位。"
    incomplete = [cell for cell in cells if not cell.is_complete]
    if incomplete:
        most = max(cell.unknown for cell in incomplete)
        yield (
            f"有 {len(incomplete)} 格并非所有已报单位都有数字或斜杠"
            f"（最多的一格缺 {most} 个单位），合计只含有数字的单位。"
        )


def joint_notes(total: CountyTotal, cells: Iterable[CellTotal]) -> Iterator[str]:
    """Yield for each cell with documents of several units who counts them, and what is deducted."""
    names = {address: label for address, label, _, _ in total.form.names()}
    for cell in cells:
        yield f"{names[cell.address]}：{joint_told(cell)}。"


def joint_told(cell: CellTotal) -> str:
    """Return in words the documents of several units in a sum, entry by entry."""
    return "；".join(one.told for one in cell.joint)


def deduction(cell: CellTotal) -> str:
    """Return what stands beside a sum that counts joint documents once; empty where none does."""
    return f"含联合发文，扣除重复 {cell.deducted} 件" if cell.deducted else ""


def counted(cell: CellTotal) -> str:
    """Return in words how many units printed what."""
    names = {
        Mark.NUMBER: "个填数字", Mark.NIL: "个填斜杠", Mark.BLANK: "个留空",
        Mark.ABSENT: "个没有该项", Mark.UNREADABLE: "个无法识别",
    }  # fmt: skip
    told = [f"{cell.counts[m]} {name}" for m, name in names.items() if cell.counts[m]]
    return "，".join(filter(None, (*told, deduction(cell))))


def named(units: tuple[Unit, ...]) -> str:
    """Return the names of units."""
    return wording.names([unit.name for unit in units], MOST_NAMED)
