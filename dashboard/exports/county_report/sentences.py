"""Sentences of the county's report, each computed from the sums and saying over which units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dashboard.exports.county_report.total import CellTotal, CountyTotal, Unit, printed_number
from dashboard.labels import wording
from etl.domain.report import Mark

MOST_NAMED = 40
DOCUMENTS = {
    "article_20.normative_documents.issued": "本年制发 {} 件",
    "article_20.normative_documents.repealed": "废止 {} 件",
    "article_20.normative_documents.in_force": "现行有效 {} 件",
}
DECISIONS = {
    "article_20.permits.decisions": "行政许可 {} 件",
    "article_20.penalties.decisions": "行政处罚 {} 件",
    "article_20.compulsory_measures.decisions": "行政强制 {} 件",
}
CASES = {
    "reviews.administrative_review.total": "行政复议 {} 件",
    "reviews.lawsuit_direct.total": "未经复议直接起诉的行政诉讼 {} 件",
    "reviews.lawsuit_after_review.total": "复议后起诉的行政诉讼 {} 件",
}


def summary(total: CountyTotal) -> str:
    """Return in one sentence how many units are added up and which are missing."""
    expected = f"{total.year} 年度{total.only}应报 {len(total.units)} 个单位"
    head = f"{expected}，汇总 {len(total.filed)} 个"
    if not total.missing:
        return f"{head}，没有缺报"
    return f"{head}，缺报 {len(total.missing)} 个：{named(total.missing)}"


def overview(total: CountyTotal) -> list[tuple[str, list[str]]]:
    """Return the parts of the overview section that the sums carry: a title and its paragraphs."""
    return [(title, told) for title, told in parts_of(total) if told]


def parts_of(total: CountyTotal) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of the overview, without paragraphs where the sums carry none."""
    yield "汇总范围", [f"{total.county}{summary(total)}。"]
    documents = [clause(total, address, told) for address, told in DOCUMENTS.items()]
    decisions = [clause(total, address, told) for address, told in DECISIONS.items()]
    told = [f"行政规范性文件{'，'.join(filter(None, documents))}。"] if any(documents) else []
    told += [f"本年处理决定：{'，'.join(filter(None, decisions))}。"] if any(decisions) else []
    yield "主动公开", told
    received = total.value("applications.received_new.total")
    yield "依申请公开", [] if received is None else ["".join(applications(total))]
    cases = [clause(total, address, told) for address, told in CASES.items()]
    said = f"因政府信息公开引起的{'，'.join(filter(None, cases))}。"
    yield "行政复议、行政诉讼", [said] if any(cases) else []


def clause(total: CountyTotal, address: str, told: str) -> str:
    """Return what is told of a sum; empty where the form has no such cell or no number."""
    cell = total.cells.get(address)
    return "" if cell is None or cell.value is None else told.format(printed_number(cell.value))


def applications(total: CountyTotal) -> Iterator[str]:
    """Yield the clauses on applications."""
    yield clause(total, "applications.received_new.total", "本年新收政府信息公开申请 {} 件")
    yield clause(total, "applications.carried_in.total", "，上年结转 {} 件")
    yield clause(total, "applications.handled_total.total", "，本年度办理 {} 件")
    yield clause(total, "applications.disclosed.total", "，其中予以公开 {} 件")
    yield clause(total, "applications.partly_disclosed.total", "、部分公开 {} 件")
    yield clause(total, "applications.carried_out.total", "，结转下年度继续办理 {} 件")
    yield "。"


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
    if total.missing:
        yield f"缺报 {len(total.missing)} 个单位，未计入：{named(total.missing)}。"


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
