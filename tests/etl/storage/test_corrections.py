"""A reviewed correction changes one figure of one report, says so, and never outlives the print."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from etl.domain.errors import BrokenCorrections
from etl.domain.report import Candidate, Cell, Figure, Identity, Issue, Mark, Report
from etl.pipeline.acts.undo_act import undo_act
from etl.pipeline.check_data import sheet_faults
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.decisions.corrections import (
    COLUMNS,
    EARLIER_COLUMNS,
    FILE,
    Correction,
    correct,
    corrected,
    load_corrections,
)
from etl.storage.records.change_log import Act
from etl.storage.records.takeover import EARLIER
from etl.warehouse import publication
from tests.etl.pipeline.test_pipeline import REGISTER, REPORTS, question

ADDRESS = "applications.received_new.total"
REPORT = Report(
    Identity("清水坪乡"),
    "2021",
    cells=(Cell("applications", "received_new", "total", "３", Decimal(3), Mark.NUMBER),),
    figures=(Figure("applications_received", "2", Decimal(2)),),
)


def correction(address: str = ADDRESS, printed: str = "３", meant: str = "2") -> Correction:
    return Correction("ab", address, printed, meant, "乡镇来函更正")


def alone(told: Correction) -> Report:
    (report,) = corrected([REPORT], [told])
    return report


def test_a_correction_keeps_what_was_printed_and_says_why() -> None:
    (cell,) = alone(correction()).cells
    assert (cell.raw, cell.value, cell.corrected) == ("３", 2, "乡镇来函更正")


def test_a_figure_of_a_sentence_can_be_corrected() -> None:
    told = correction("narrative.applications_received", "2", "3")
    (figure,) = alone(told).figures
    assert (figure.value, figure.corrected) == (3, "乡镇来函更正")


def test_a_correction_can_mean_a_slash() -> None:
    (cell,) = alone(correction(meant="/")).cells
    assert (cell.value, cell.mark) == (None, Mark.NIL)


@pytest.mark.parametrize("wrong", [correction(printed="4"), correction("applications.a.b")])
def test_a_correction_that_no_longer_fits_is_refused_and_said(wrong: Correction) -> None:
    report = alone(wrong)
    assert report.cells == REPORT.cells
    (issue,) = report.issues
    assert issue.kind == "correction_refused"
    assert issue.address == wrong.address


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("ab", "", "", ADDRESS, "3", "2", " "), "没有写更正理由"),
        (("ab", "", "", ADDRESS, "3", "两三件", "来函"), "不是数字"),
    ],
)
def test_an_unfounded_line_is_named(tmp_path: Path, line: tuple[str, ...], said: str) -> None:
    with (tmp_path / FILE).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, line])
    with pytest.raises(BrokenCorrections, match=f"第2行.*{said}"):
        load_corrections(tmp_path)


def test_a_correction_is_in_the_figures_and_goes_when_it_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(REGISTER, "utf-8")
    path = REPORTS / "2023_pipe_rows.txt"
    (entry,) = import_reports.import_files(list(sources_in([path])), tmp_path, Expected())
    stated = f"select raw, value::integer, corrected from cells where {ADDRESS_SQL}"
    ((raw, before, _),) = question(tmp_path, stated)
    act = correct(
        tmp_path, Correction(entry.sha256, ADDRESS, str(raw), "41", "乡镇来函"), Act("王")
    )
    import_reports.rebuild(tmp_path)
    assert question(tmp_path, stated) == [(raw, 41, "乡镇来函")]
    summed = f"select value::integer from series_values where address = '{ADDRESS}'"
    assert question(tmp_path, summed) == [(41,)]
    undo_act(tmp_path, act, Act("王", "来函有误"))
    assert question(tmp_path, stated) == [(raw, before, "")]
    assert publication.ask(tmp_path, "is_sample") == [(False,)]


UNSURE = Report(
    Identity("清水坪乡"),
    "2021",
    candidates=(
        Candidate("proactive_total", "12", Decimal(12), (Decimal(15),), "disagree", "公开12条。"),
        Candidate("hotline_received", "47", Decimal(47), (), "ever", "累计受理47件。"),
    ),
    issues=(Issue("sentences_disagree", "另有", address="narrative.proactive_total"),),
)


@pytest.mark.parametrize(
    ("meant", "value", "reading"), [("12", 12, "confirmed"), ("15", 15, "sentence")]
)
def test_what_a_person_says_of_a_candidate_is_a_figure(
    meant: str, value: int, reading: str
) -> None:
    told = correction("narrative.proactive_total", "12", meant)
    (report,) = corrected([UNSURE], [told])
    (figure,) = report.figures
    assert (figure.raw, figure.value, figure.evidence) == ("12", value, "公开12条。")
    assert (figure.reading, figure.corrected) == (reading, "乡镇来函更正")
    assert [c.figure for c in report.candidates] == ["hotline_received"]
    assert report.issues == ()


def test_a_candidate_that_is_no_figure_is_none_and_asked_no_more() -> None:
    (report,) = corrected([UNSURE], [correction("narrative.proactive_total", "12", "")])
    assert report.figures == ()
    assert [c.figure for c in report.candidates] == ["hotline_received"]


def test_a_candidate_that_prints_something_else_now_is_asked_again() -> None:
    (report,) = corrected([UNSURE], [correction("narrative.proactive_total", "13", "13")])
    assert report.candidates == UNSURE.candidates
    assert report.issues[-1].kind == "correction_refused"


TWINS = [replace(REPORT, identity=Identity("甲", year=2023, place_id=code)) for code in ("1", "2")]


def test_of_the_reports_of_one_file_only_the_one_that_was_reviewed_changes() -> None:
    told = replace(correction(), place_id="2", year="2023")
    first, second = corrected(TWINS, [told])
    assert first == TWINS[0]
    assert [cell.value for cell in second.cells] == [2]


@pytest.mark.parametrize("told", [correction(), replace(correction(), place_id="2", year="2022")])
def test_a_correction_that_does_not_say_which_report_of_many_changes_none(
    told: Correction,
) -> None:
    reports = corrected(TWINS, [told])
    assert [report.cells for report in reports] == [REPORT.cells] * 2
    assert [issue.kind for report in reports for issue in report.issues] == ["correction_refused"]


def test_the_file_of_an_earlier_version_is_taken_over_once(tmp_path: Path) -> None:
    with (tmp_path / FILE).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([EARLIER_COLUMNS, ("ab", ADDRESS, "3", "2", "来函")])
    before = (tmp_path / FILE).read_bytes()
    new = Correction("cd", ADDRESS, "1", "/", "来函，更正", "990201001", "2023")
    correct(tmp_path, new, Act("王"))
    assert (tmp_path / EARLIER / FILE).read_bytes() == before
    (tmp_path / FILE).write_bytes(before)
    load_corrections(tmp_path)
    assert not (tmp_path / FILE).exists()
    (tmp_path / FILE).write_bytes(before.replace(b",2,", b",9,"))
    assert [fault.file for fault in sheet_faults(tmp_path) if "不再使用" in fault.problem] == [FILE]
    assert load_corrections(tmp_path) == {
        "ab": (Correction("ab", ADDRESS, "3", "2", "来函"),),
        "cd": (Correction("cd", ADDRESS, "1", "/", "来函，更正", "990201001", "2023"),),
    }


ADDRESS_SQL = "table_id || '.' || row_id || '.' || column_id = '" + ADDRESS + "'"
