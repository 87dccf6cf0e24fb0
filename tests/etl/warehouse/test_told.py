"""What a text tells of one thing twice is recomputed: shares, rates and the ways of arrival."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from etl.domain.report import Line
from etl.transform.document.sentences import prose_of, sentences
from etl.transform.narrative.read_narrative import read_account
from etl.warehouse.loading.arrow import load_rows
from etl.warehouse.sql import statement
from tests.checking import Case, warehouse_of


def shares(off: int, cut: int) -> dict[str, float]:
    return {"shares_off": off, "shares_cut": cut}


# (text, {fact: value}): what is told rightly, cut off, and wrongly.
TOLD = [
    ("全年公开信息300条，其中工作动态200条，占66.7%；其他100条，占33.3%。", shares(0, 0)),
    ("全年公开信息300条，其中工作动态200条，占66.6%；其他100条，占33.3%。", shares(0, 1)),
    ("全年公开信息300条，其中工作动态200条，占76.7%；其他100条，占33.3%。", shares(1, 0)),
    ("全年公开信息300条，其中工作动态200条（占67%）、其他100条（占33%）。", shares(0, 0)),
    ("12345热线受理工单300件，按时办结298件，按时办结率99.3%。", shares(0, 0)),
    ("12345热线受理工单300件，按时办结290件，按时办结率99.3%。", shares(1, 0)),
    ("收到信息公开申请5件，其中当面申请2件、网上申请3件。", {"application_ways": 5}),
    ("收到信息公开申请6件，其中当面申请2件、网上申请3件。", {"application_ways": 5}),
    ("收到信息公开申请6件，其中网上申请3件。", {}),
]  # fmt: skip


@pytest.fixture(scope="module")
def facts() -> Iterator[dict[int, dict[str, float]]]:
    """Return by the number of a text what is recomputed from it."""
    connection = warehouse_of([Case({}) for _ in TOLD])
    for number, (text, _) in enumerate(TOLD):
        read = read_account(sentences(prose_of([Line("第1行", text)])))
        load_rows(connection, "figures", [
            (2 * number, f.figure, f.raw, f.value, "number", f.approximate, f.evidence, f.place,
             f.reading, f.detail, None, "") for f in read.figures
        ])  # fmt: skip
        load_rows(connection, "items", [
            (2 * number, place, i.axis.value, i.label, None, i.parent, i.count, i.unit,
             i.approximate, i.evidence, i.place, None) for place, i in enumerate(read.items)
        ])  # fmt: skip
    found: dict[int, dict[str, float]] = {}
    for report, fact, value, *_ in connection.execute(statement("facts/shares")).fetchall():
        found.setdefault(report // 2, {})[fact] = value
    yield found
    connection.close()


@pytest.mark.parametrize("number", range(len(TOLD)), ids=lambda number: TOLD[number][0])
def test_what_is_told_is_recomputed(number: int, facts: dict[int, dict[str, float]]) -> None:
    assert facts.get(number, {}) == TOLD[number][1]
