"""The overview of the county's report: sentences of which every figure leads to its sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dashboard.exports.county_report.sentences import summary
from dashboard.exports.county_report.total import CountyTotal, printed_number

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
APPLICATIONS = {
    "applications.received_new.total": "本年新收政府信息公开申请 {} 件",
    "applications.carried_in.total": "，上年结转 {} 件",
    "applications.handled_total.total": "，本年度办理 {} 件",
    "applications.disclosed.total": "，其中予以公开 {} 件",
    "applications.partly_disclosed.total": "、部分公开 {} 件",
    "applications.carried_out.total": "，结转下年度继续办理 {} 件",
}


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure of a sentence: the sum of a cell as it is written."""

    address: str
    text: str


Sentence: TypeAlias = tuple[str | Sum, ...]
"""A paragraph as its words and its sums, in their order."""


def plain(sentence: Sentence) -> str:
    """Return a sentence as text."""
    return "".join(part if isinstance(part, str) else part.text for part in sentence)


def overview(total: CountyTotal) -> list[tuple[str, list[Sentence]]]:
    """Return the parts of the overview section that the sums carry: a title and its paragraphs."""
    return [(title, told) for title, told in parts_of(total) if told]


def parts_of(total: CountyTotal) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield the parts of the overview, without paragraphs where the sums carry none."""
    yield "汇总范围", [(f"{total.county}{summary(total)}。",)]
    documents = listed(total, DOCUMENTS, "行政规范性文件")
    yield "主动公开", [*documents, *listed(total, DECISIONS, "本年处理决定：")]
    received = total.cells.get("applications.received_new.total")
    told = [part for told in clauses(total, APPLICATIONS) for part in told]
    yield "依申请公开", [(*told, "。")] if received and received.value is not None else []
    yield "行政复议、行政诉讼", listed(total, CASES, "因政府信息公开引起的")


def listed(total: CountyTotal, wanted: Mapping[str, str], head: str) -> list[Sentence]:
    """Return one sentence of clauses behind each other; none where the sums carry none."""
    found = clauses(total, wanted)
    if not found:
        return []
    first, *rest = found
    return [(head, *first, *(part for clause in rest for part in ("，", *clause)), "。")]


def clauses(total: CountyTotal, wanted: Mapping[str, str]) -> list[Sentence]:
    """Return what is told of each of these sums that the form has and that has a number."""
    found: list[Sentence] = []
    for address, told in wanted.items():
        cell = total.cells.get(address)
        if cell is not None and cell.value is not None:
            before, _, after = told.partition("{}")
            found.append((before, Sum(address, printed_number(cell.value)), after))
    return found
