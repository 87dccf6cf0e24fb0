"""An export appears whole, or what was there before stays."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from etl import templates
from etl.domain.errors import BrokenTemplate
from etl.domain.report import Axis, Item
from etl.templates import Entry
from etl.templates.formula_guard import guarded, unguarded
from tests.warehouses import PINE, pine_report


def test_a_text_that_a_workbook_cannot_hold_leaves_the_file_of_before(tmp_path: Path) -> None:
    out = tmp_path / "导出.xlsx"
    out.write_bytes(b"before")
    item = Item("长" * 40_000, Decimal(8), "条", Axis.CATEGORY)
    with pytest.raises(BrokenTemplate, match="32767"):
        templates.write(out, [Entry(PINE, 2024, replace(pine_report(), items=(item,)))])
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["导出.xlsx"]


@pytest.mark.parametrize(
    "text", ["=1", "\n=1", "\r\n=1", "\t=1", "\x0b=1", "\u2028=1", "'=1", "-a"]
)
def test_no_text_is_run_as_a_formula_and_all_come_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-5", "+3.5", "公开=12", "'年", "", "1\n=2"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text
