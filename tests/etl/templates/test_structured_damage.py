"""Files that people changed: each is refused with the sheet, the row and what to do."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest

from etl.domain.report import Mark
from etl.templates import Entry, is_structured, read, write
from etl.templates.workbook import archive
from tests.etl.templates.structured_files import folder, refusal, written
from tests.etl.templates.structured_reports import PLACES, full_report

__all__ = ["folder", "written"]


def changed(folder, change):
    """Return the workbook after a person changed it."""
    path = folder / "export.xlsx"
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)
    return path


CHANGES = {
    "a sheet removed": (lambda w: w.remove(w["依申请公开"]), ["缺少工作表“依申请公开”"]),
    "a sheet renamed": (
        lambda w: setattr(w["公开分类"], "title", "分类"),
        ["缺少工作表“公开分类”"],
    ),
    "a heading renamed": (
        lambda w: setattr(w["依申请公开"]["G3"], "value", "个人"),
        ["依申请公开", "第 3—4 行", "“自然人”", "个人"],
    ),
    "a row label changed": (
        lambda w: setattr(w["依申请公开"]["F5"], "value", "一、新收申请"),
        ["依申请公开", "第 5 行", "一、新收申请"],
    ),
    "a code of no place": (
        lambda w: setattr(w["依申请公开"]["A5"], "value", 990001999),
        ["依申请公开", "第 5 行", "990001999", "不在“叙述数据”中"],
    ),
    "the code of another township": (
        lambda w: setattr(w["复议诉讼"]["A6"], "value", PLACES[1].place_id),
        ["复议诉讼", "第 6 行", "东山乡", "城关镇"],
    ),
    "a code too short": (
        lambda w: setattr(w["叙述数据"]["A5"], "value", "99000"),
        ["叙述数据", "第 5 行", "行政区划代码", "99000"],
    ),
    "text in the year": (
        lambda w: setattr(w["叙述数据"]["D6"], "value", "二〇二〇"),
        ["叙述数据", "第 6 行", "报告年度", "二〇二〇"],
    ),
    "an unknown edition": (
        lambda w: setattr(w["叙述数据"]["E5"], "value", "2014年版"),
        ["版式", "2014年版", "2021年版"],
    ),
    "another edition than the table filled in": (
        lambda w: setattr(w["叙述数据"]["E7"], "value", "2008年版"),
        ["主动公开(2021)", "2024", "2008年版"],
    ),
    "a date that does not exist": (
        lambda w: setattr(w["叙述数据"]["G5"], "value", "2018-02-31"),
        ["叙述数据", "第 5 行", "报告日期"],
    ),
    "a formula in a cell to fill in": (
        lambda w: setattr(w["依申请公开"]["M5"], "value", "=SUM(G5:L5)"),
        ["依申请公开", "第 5 行", "总计", "M5", "公式", "选择性粘贴"],
    ),
    "a row given twice": (
        lambda w: setattr(w["叙述数据"]["D6"], "value", 2017),
        ["叙述数据", "第 6 行", "两次"],
    ),
    "no, and yet figures": (
        lambda w: setattr(w["叙述数据"]["F5"], "value", "否"),
        ["叙述数据", "第 5 行", "是否报送"],
    ),
    "a sentence without its figure": (
        lambda w: setattr(w["叙述数据"]["H5"], "value", None),
        ["第 5 行", "主动公开政府信息总数", "原句"],
    ),
    "a count that is no number": (
        lambda w: setattr(w["公开分类"]["G5"], "value", "若干"),
        ["公开分类", "第 5 行", "数量", "若干"],
    ),
    "a part of an unknown place": (
        lambda w: (
            setattr(w["公开分类"]["A5"], "value", None),
            setattr(w["公开分类"]["B5"], "value", "无名镇"),
        ),
        ["公开分类", "第 5 行", "无名镇"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_workbook_is_refused_in_words(folder, change):
    change, words = CHANGES[change]
    message = refusal(changed(folder, change))
    assert [word for word in words if word not in message] == []


def test_what_a_person_fills_in_is_read(folder):
    def fill(workbook):
        narrative, items = workbook["叙述数据"], workbook["公开分类"]
        assert narrative["C10"].value == "东山乡"
        assert narrative["D10"].value == 2024
        narrative["G10"] = datetime(2025, 1, 20)
        narrative["H10"], narrative["I10"] = 12.0, "是"
        narrative["Q10"] = "98.5%"
        items["B9"], items["C9"], items["D9"] = "东山乡", 2024, "公开渠道"
        items["E9"], items["G9"] = "政府网站", 7
        workbook["复议诉讼"]["E8"] = "/"

    report = read(changed(folder, fill))[-1]
    assert report.identity.township == "东山乡"
    assert str(report.identity.report_date) == "2025-01-20"
    total, rate = report.figures
    assert (total.raw, total.value, total.approximate) == ("12", Decimal(12), True)
    assert (rate.figure, rate.raw, rate.value) == ("hotline_rate_stated", "98.5%", Decimal("98.5"))
    assert [(item.label, item.count) for item in report.items] == [("政府网站", Decimal(7))]
    marks = [cell.mark for cell in report.cells]
    assert marks == [Mark.NIL] + [Mark.BLANK] * 14


def test_an_original_writing_does_not_outlive_a_changed_figure(folder):
    report = full_report(PLACES[0], 2024)
    figure = replace(report.figures[0], raw="170余", approximate=True, place="第3段")
    path = folder / "export.xlsx"
    write(path, [Entry(PLACES[0], 2024, replace(report, figures=(figure,)))])
    assert read(path)[0].figures == (figure,)
    changed(folder, lambda w: setattr(w["叙述数据"]["H5"], "value", 171))
    changed_figure = read(path)[0].figures[0]
    assert (changed_figure.raw, changed_figure.value, changed_figure.place) == ("171", 171, "")


def test_something_unreadable_is_kept_with_an_issue_that_says_where(folder):
    path = changed(folder, lambda w: setattr(w["依申请公开"]["G5"], "value", "1O"))
    (issue,) = next(report.issues for report in read(path) if report.issues)
    assert issue.address == "applications.received_new.natural_person"
    assert "依申请公开" in issue.place
    assert "G5" in issue.place


def test_far_away_content_is_refused_before_it_fills_the_memory(folder):
    path = changed(folder, lambda w: w["叙述数据"].cell(1_048_576, 40, "x"))
    assert "1048576" in refusal(path)


def test_a_zip_bomb_is_refused(folder):
    path = folder / "export.xlsx"
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/huge.bin", bytes(archive.MOST_UNPACKED + 1))
    assert "解压" in refusal(path)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
@pytest.mark.parametrize("content", [b"", b"  \n", b"PK\x03\x04 cut off", b"\x00\xff" * 99, b"{}"])
def test_what_is_no_file_of_ours_is_refused(tmp_path, suffix, content):
    path = tmp_path / f"odd{suffix}"
    path.write_bytes(content)
    assert not is_structured(path.read_bytes())
    refusal(path)


def test_other_files_are_not_taken_for_ours(tmp_path):
    other = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(other)
    assert not is_structured(other.read_bytes())
    assert "缺少工作表" in refusal(other)


def test_a_cut_off_file_is_refused(folder):
    for suffix in (".xlsx", ".json"):
        path = folder / f"export{suffix}"
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        refusal(path)
