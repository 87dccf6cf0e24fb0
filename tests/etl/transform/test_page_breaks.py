"""A row that a page break cut in two is one row again; two whole rows stay two."""

from __future__ import annotations

import pytest

from etl.domain.report import Line
from etl.transform.tables.layout.page_breaks import rejoined

LABEL = "2.其他法律行政法规禁止公开"
CUT = (("", "2.其他法律行政", "0", "/"), ("", "法规禁止公开", "", ""))
WHOLE = (("三、本", "（一）予以公开", "/", "/"), ("年度办理结果", "（二）部分公开", "/", "/"))
BLANK = (("三、本", "（一）予以公开", "", ""), ("年度办理结果", "（二）部分公开", "", ""))


def lines(rows: tuple[tuple[str, ...], ...], between: str | None = None) -> tuple[Line, ...]:
    found = [Line("第1页 第40行", " ".join(rows[0]), rows[0])]
    if between is not None:
        found.append(Line("第1页 第41行", between))
    found.append(Line("第2页 第1行", " ".join(rows[1]), rows[1]))
    return tuple(found)


@pytest.mark.parametrize("between", [None, "3", "- 3 -", "第 1 页", "1/4"])
def test_the_halves_of_a_row_are_joined(between: str | None) -> None:
    (row,) = rejoined(lines(CUT, between))
    assert row.cells == ("", LABEL, "0", "/")
    assert row.place == "第1页 第40行"


@pytest.mark.parametrize("rows", [WHOLE, BLANK])
def test_two_whole_rows_beside_a_label_that_was_cut_stay_two(
    rows: tuple[tuple[str, ...], ...],
) -> None:
    assert rejoined(lines(rows)) == lines(rows)


def test_prose_between_two_pages_keeps_rows_apart() -> None:
    assert len(rejoined(lines(CUT, "以下为续表。"))) == 3


def test_rows_of_one_page_are_never_joined() -> None:
    first, second = (Line("第1页 第1行", "", row) for row in CUT)
    assert rejoined((first, second)) == (first, second)
