"""CSV and JSON files that people or programs changed, and what is still read from them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal

import pytest

from etl.templates import is_structured, read
from tests.etl.templates.structured_files import folder, refusal, written

__all__ = ["folder", "written"]


def csv_changed(folder, change):
    path = folder / "export.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    change(lines)
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    return path


def test_a_csv_saved_by_excel_in_gb18030_is_read(folder):
    before = read(folder / "export.csv")
    path = csv_changed(folder, list)
    assert is_structured(path.read_bytes())
    assert [(r.cells, r.figures, r.items) for r in read(path)] == [
        (r.cells, r.figures, r.items) for r in before
    ]


CSV_CHANGES = {
    "a heading renamed": (
        lambda lines: [line.update(代码=line.pop("地址")) for line in lines],
        "地址",
    ),
    "text in the year": (lambda lines: lines[3].update(报告年度="今年"), "第 5 行"),
    "a code that Excel rounded": (lambda lines: lines[3].update(行政区划代码="9.9E+08"), "9.9E+08"),
    "another township under the code": (
        lambda lines: lines[3].update({"乡镇（街道）": "东山乡"}),
        "东山乡",
    ),
    "an unknown address": (lambda lines: lines[3].update(地址="applications.x.total"), "地址"),
    "a line given twice": (lambda lines: lines.append(lines[3]), "重复"),
    "text and value apart": (lambda lines: lines[3].update(原文="171"), "不一致"),
    "an unknown mark": (lambda lines: lines[3].update(状态="零"), "状态"),
    "blank, and yet a text": (lambda lines: lines[3].update(状态="空白", 数值=""), "空白"),
    "an unknown kind": (lambda lines: lines[3].update(类别="其他"), "类别"),
}


@pytest.mark.parametrize("change", CSV_CHANGES)
def test_a_changed_csv_is_refused_in_words(folder, change):
    change, word = CSV_CHANGES[change]
    assert word in refusal(csv_changed(folder, change))


def test_a_value_alone_is_enough_in_a_csv(folder):
    def fill(lines):
        empty = [line for line in lines if line["乡镇（街道）"] == "东山乡"]
        empty[3].update(数值="5")
        empty[4].update(原文="300余", 数值="300")

    first, second = read(csv_changed(folder, fill))[-1].figures
    assert (first.raw, first.value) == ("5", Decimal(5))
    assert (second.raw, second.value) == ("300余", Decimal(300))


JSON_CHANGES = {
    "another version": (lambda whole: whole.update(version=9), "9"),
    "an unknown key": (lambda whole: whole["reports"][0].update(extra=1), "reports.0.extra"),
    "a year in words": (lambda whole: whole["reports"][1].update(year="今年"), "reports.1.year"),
    "a short code": (lambda whole: whole["reports"][1].update(place_id="99"), "第 2 份"),
    "a number without end": (
        lambda whole: whole["reports"][0]["figures"][0].update(value="1e999999"),
        "reports.0.figures.0.value",
    ),
    "a report given twice": (lambda whole: whole["reports"].append(whole["reports"][0]), "两次"),
}


@pytest.mark.parametrize("change", JSON_CHANGES)
def test_a_changed_json_is_refused_in_words(folder, change):
    change, word = JSON_CHANGES[change]
    path = folder / "export.json"
    whole = json.loads(path.read_text("utf-8"))
    change(whole)
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    assert word in refusal(path)


def test_json_numbers_are_read_without_loss(folder):
    path = folder / "export.json"
    whole = json.loads(path.read_text("utf-8"))
    whole["reports"] = whole["reports"][:1]
    whole["reports"][0]["figures"] = [
        {"address": "narrative.hotline_rate_stated", "raw": "约九成", "value": 0.1}
    ]
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    assert read(path)[0].figures[0].value == Decimal("0.1")
