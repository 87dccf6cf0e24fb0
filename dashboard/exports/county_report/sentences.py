"""Sentences of the county's report, each computed from the sums and saying over which units."""

from __future__ import annotations

from collections.abc import Iterator

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


def overview(total: CountyTotal) -> list[str]:
    """Return the paragraphs of the overview section that the sums carry."""
    found = [f"{total.county}{summary(total)}。"]
    received = total.value("applications.received_new.total")
    if received is not None:
        found.append("".join(applications(total)))
    documents = [clause(total, address, told) for address, told in DOCUMENTS.items()]
    if any(documents):
        found.append(f"行政规范性文件{'，'.join(filter(None, documents))}。")
    decisions = [clause(total, address, told) for address, told in DECISIONS.items()]
    if any(decisions):
        found.append(f"本年处理决定：{'，'.join(filter(None, decisions))}。")
    cases = [clause(total, address, told) for address, told in CASES.items()]
    if any(cases):
        found.append(f"因政府信息公开引起的{'，'.join(filter(None, cases))}。")
    return found


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
    found = ["各格为已报单位相应各格之和；斜杠与数字并列时不增加合计，全部为斜杠的仍写“/”。"]
    if total.only:
        found.append(f"只汇总{total.only}，本县其他单位未计入。")
    slashed = sum(1 for cell in total.cells.values() if cell.value and cell.counts[Mark.NIL])
    if slashed:
        found.append(f"有 {slashed} 格的合计中含填斜杠的单位。")
    if total.incomplete:
        most = max(total.incomplete, key=lambda cell: cell.unknown)
        found.append(
            f"有 {len(total.incomplete)} 格并非所有已报单位都有数字或斜杠"
            f"（最多的一格缺 {most.unknown} 个单位），合计只含有数字的单位。"
        )
    if total.other_editions:
        found.append(
            f"{named(total.other_editions)}没有使用 {total.form.edition} 年版表式，"
            "只有两版相同的项目计入合计。"
        )
    if total.missing:
        found.append(f"缺报 {len(total.missing)} 个单位，未计入：{named(total.missing)}。")
    return [*found, *total.remarks]


def counted(cell: CellTotal) -> str:
    """Return in words how many units printed what."""
    names = {
        Mark.NUMBER: "个填数字", Mark.NIL: "个填斜杠", Mark.BLANK: "个留空",
        Mark.ABSENT: "个没有该项", Mark.UNREADABLE: "个无法识别",
    }  # fmt: skip
    return "，".join(f"{cell.counts[m]} {name}" for m, name in names.items() if cell.counts[m])


def named(units: tuple[Unit, ...]) -> str:
    """Return the names of units."""
    return wording.names([unit.name for unit in units], MOST_NAMED)
