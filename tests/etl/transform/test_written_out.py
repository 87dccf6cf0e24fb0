"""Tables written out as sentences: read where label, column and number stand there, else told."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.definitions import load
from etl.domain.report import Mark
from tests.damages import damaged
from tests.etl.transform.test_ledger import BACK, FRONT, HEAD, distinct, read, told
from tests.forms import LARGE
from tests.printing import HEADINGS

RULES = "规章：本年制发件数11件，本年废止件数12件，现行有效件数13件。"
DEEDS = "行政许可本年处理决定数量41件，行政处罚本年处理决定数量42件，行政强制本年处理决定数量43件。"
ROW = "article_20.normative_documents"


def written_out(edition: str, values: dict[str, str]) -> str:
    """Return the tables of a form with each row as a sentence of its own line."""
    lines = [FRONT]
    for table in load().forms[edition].grids:
        lines.append(HEADINGS[table.id])
        for row in table.rows:
            columns = [table.column(column) for column in table.columns_of(row.id)]
            said = "，".join(f"{c.label}{values[f'{table.id}.{row.id}.{c.id}']}件" for c in columns)
            lines.append(
                f"{row.label}：{said}。".replace("件。", "。" if "万元" in said else "件。")
            )
    return "\n".join(lines) + BACK


def figures(text: str) -> dict[str, str]:
    report = read(f"{FRONT}二、主动公开政府信息情况\n{text}{BACK}")
    cells = report.cells
    return {c.address: str(c.value) if c.mark is Mark.NUMBER else str(c.mark) for c in cells}


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_form_in_sentences_is_read_by_its_labels(edition: str) -> None:
    values = distinct(edition)
    report = read(written_out(edition, values))
    assert report.edition == edition
    found = {c.address: str(c.value) for c in report.cells if c.mark is Mark.NUMBER}
    assert found.items() <= values.items()
    assert len(found) >= 0.9 * len(values)
    said = told(report)
    assert [figure for figure in values.values() if figure not in said] == []


@settings(max_examples=60, deadline=None, suppress_health_check=LARGE)
@given(edition=st.sampled_from(["2019", "2021"]), chance=st.randoms(use_true_random=False))
def test_no_damage_to_sentences_makes_another_figure(edition: str, chance: Random) -> None:
    values = distinct(edition)
    printed = damaged(written_out(edition, values), chance, times=chance.choice([1, 2]))
    address_of = {figure: address for address, figure in values.items()}
    for cell in read(printed).cells:
        if cell.mark is Mark.NUMBER:
            assert address_of.get(str(cell.value), cell.address) == cell.address


@pytest.mark.parametrize(
    "said",
    [
        "本年制发件数21件，本年废止件数22件，现行有效件数23件",
        "现行有效件数23件、本年制发件数为21件、本年废止件数共22件",
        "本年制发件数21，\n本年废止件数22，现行有效件数23",
    ],
)
def test_columns_are_known_by_their_names(said: str) -> None:
    found = figures(f"{RULES}行政规范性文件：{said}。{DEEDS}")
    assert [found[f"{ROW}.{column}"] for column in ("issued", "repealed", "in_force")] == [
        "21", "22", "23",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "本年制发件数21件，现行有效件数23件",
        "本年制发件数约21件，本年废止件数22件，现行有效件数23件",
        "本年制发件数21件，本年废止件数1,22件，现行有效件数23件",
        "本年制发件数二十一件，本年废止件数22件，现行有效件数23件",
        "本年制发件数21件，本年废止件数22件，现行有效件数23余件",
        "本年制发件数21件，本年制发件数29件，本年废止件数22件，现行有效件数23件",
        "本年制发件数21件，上年废止件数22件，现行有效件数23件",
    ],
)
def test_what_is_not_sure_is_told(said: str) -> None:
    found = figures(f"{RULES}\n{DEEDS}\n行政规范性文件：{said}。")
    assert {found[f"{ROW}.{column}"] for column in ("issued", "repealed", "in_force")} == {
        "unreadable"
    }


def test_one_sentence_alone_is_no_table() -> None:
    assert figures("行政许可本年处理决定数量41件。") == {}


def test_a_printed_table_goes_before_sentences() -> None:
    report = read(f"{FRONT}{HEAD}规章 | 1 | 2 | 3\n{RULES}{DEEDS}{BACK}")
    found = {c.address: str(c.value) for c in report.cells if c.mark is Mark.NUMBER}
    assert found["article_20.regulations.issued"] == "1"
    assert found["article_20.permits.decisions"] == "41"
