"""A notice that sends a report back says what was found, opens everywhere, and fits two pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from shutil import copytree

import pypdfium2
import pytest
from docx import Document

from dashboard import queries
from dashboard.exports.notice import (
    Finding,
    Notice,
    Report,
    Sender,
    Subject,
    all_notices,
    dismissed,
    document,
    document_name,
    notices_of,
    open_findings,
    reply_day,
    reports_of,
)
from dashboard.exports.notice.points import readable
from dashboard.queries.result import rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from etl.storage.decisions.review_decisions import Decision, Verdict, record
from tests.dashboard.conftest import Open
from tests.documents import converted
from tests.warehouses import stored

SENDER = Sender(date(2026, 1, 16), date(2026, 1, 23))
REPORT = Report(7, "松江县", "松树乡", 2024, "松树乡2024.txt", date(2025, 1, 13))
YEARS = range(2018, 2026)
HOSTILE = "\x00\x0b\u202e\ud800\ufffe<w:p>&amp;]]></w:t>\n\t=1+1"
FINDING = Finding(
    rule_id="balance", position=1, family="表三 依申请公开", severity="error", title="收支相等",
    why="表三表头注明", ask="请核对该列", instance="自然人", year=2024, is_unsure=False,
    words="“新收” + “结转” = “总计”", formula="3 + 0 ≠ 2 + 0", suggestion="疑为录入错误：应为 3",
    subjects=(Subject(2024, "新收", "第12行", ""), Subject(2023, "结转", "第9行", "收到3件。")),
)  # fmt: skip


def chosen(year: int = 2025) -> Selection:
    return Selection("990101", "云溪县", (), (), (), 2018, year)


def only(findings: Sequence[Finding], report: Report = REPORT, sender: Sender = SENDER) -> Notice:
    (notice,) = notices_of([report], {report.report_id: list(findings)}, sender)
    return notice


def printed(content: bytes) -> str:
    """Return all the text of a Word document."""
    paper = Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    for table in paper.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    texts += [p.text for part in paper.sections for p in part.header.paragraphs]
    return "\n".join(texts)


def sample_notices(year: int) -> tuple[list[Notice], dict[int, list[Finding]]]:
    parameters = chosen(year).parameters | {"dismissed": ()}
    found = open_findings(parameters)
    reports = reports_of(rows(queries.ask("notice_reports", **parameters)), chosen(year))
    return notices_of(reports, found, replace(SENDER, is_sample=True)), found


@pytest.fixture
def sample(full_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    return full_data


def test_every_open_error_of_the_sample_stands_in_a_document_with_its_numbers(sample: Path) -> None:
    findings = stored(
        sample,
        """select year, township, formula from findings
        where severity in ('error', 'warning') and county_id = '990101'""",
    )
    made = {
        (year, notice.report.township): printed(document(notice))
        for year in YEARS
        for notice in sample_notices(year)[0]
    }
    assert findings
    assert {(year, township) for year, township, _ in findings} == set(made)
    for year, township, formula in findings:
        text = made[year, township]
        assert formula in text
        assert f"{township}：" in text
        assert "示例数据" in text


def test_a_notice_says_where_what_and_what_is_asked() -> None:
    text = printed(document(only([FINDING, replace(FINDING, instance="总计", formula="4 ≠ 5")])))
    for said in (
        "松树乡：", "松树乡2024.txt", "2025 年 1 月 13 日", "2026 年 1 月 23 日前", "错误 2 处",
        "自然人 3 + 0 ≠ 2 + 0；总计 4 ≠ 5", "第12行", "2023 年报告第9行", "“收到3件。”",
        "请核对该列。", "疑为录入错误：应为 3。", "表三表头注明。",
    ):  # fmt: skip
        assert said in text
    assert "示例数据" not in text


def test_a_notice_says_with_which_frozen_year_its_figures_agree() -> None:
    said = "2024 年度数字与定稿 990101-2024-1 一致。"
    assert said in printed(document(only([FINDING], sender=replace(SENDER, frozen=said))))


def test_errors_come_before_warnings_and_hints_only_when_chosen() -> None:
    warning = replace(FINDING, severity="warning", position=0, title="热线")
    hint = replace(FINDING, severity="notice", title="请确认权限")
    notice = only([warning, hint, FINDING])
    assert [point.severity for point in notice.points] == ["error", "warning"]
    assert "请确认权限" in printed(document(notice))
    without = only([warning, hint], sender=replace(SENDER, with_hints=False))
    assert "请确认权限" not in printed(document(without))


def test_a_report_with_hints_alone_is_not_sent_back() -> None:
    hint = replace(FINDING, severity="notice")
    assert notices_of([REPORT], {REPORT.report_id: [hint]}, SENDER) == []


def test_what_the_office_left_out_stays_a_line_to_fill() -> None:
    assert "联系人：＿＿" in printed(document(only([FINDING])))
    told = replace(SENDER, office="县政务公开办", contact="张三", phone="0531")
    text = printed(document(only([FINDING], sender=told)))
    assert "联系人：张三　　电话：0531" in text
    assert "县政务公开办" in text


def test_nothing_is_silently_left_out() -> None:
    many = [replace(FINDING, rule_id=f"r{i}", formula=f"{i} ≠ {i + 1}") for i in range(40)]
    notice = only(many)
    listed = sum(point.findings for point in notice.points)
    rest = sum(point.findings for point in notice.unlisted)
    assert listed + rest == 40
    assert f"本单列出 {listed} 处，另有 {rest} 处（错误 {rest} 处）" in printed(document(notice))
    assert "错误 40 处" in notice.opening


def test_a_hostile_report_gives_a_valid_document() -> None:
    named = replace(REPORT, township=HOSTILE, county=HOSTILE, file_name=HOSTILE * 50)
    said = Subject(2024, HOSTILE, HOSTILE, HOSTILE * 900)
    bad = replace(
        FINDING, title=HOSTILE, words=HOSTILE * 99, formula=HOSTILE, instance=HOSTILE,
        suggestion=HOSTILE, ask=HOSTILE, why=HOSTILE, subjects=(said,),
    )  # fmt: skip
    notice = only([bad], named, replace(SENDER, office=HOSTILE, contact=HOSTILE, phone=HOSTILE))
    text = printed(document(notice))
    assert readable(HOSTILE) in text
    assert not set(text) & set("\x00\x0b\u202e\ud800")
    name = document_name(notice)
    assert not set(name) & set('\\/:*?"<>|\x00\n\t\u202e')
    assert len(name.encode()) < 255


def test_the_archive_has_one_document_for_every_report_that_goes_back(sample: Path) -> None:
    notices, _ = sample_notices(2025)
    details = queries.ask("notice_findings", **chosen().parameters, dismissed=())
    at = Source(is_sample=True, built_at=datetime(2026, 1, 16), version="v")
    with zipfile.ZipFile(io.BytesIO(all_notices(notices, details, chosen(), at))) as archive:
        assert archive.namelist() == [
            f"退回修改单_云溪县_2025_{notice.report.township}.docx" for notice in notices
        ]
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())
        for entry, notice in zip(archive.infolist(), notices, strict=True):
            assert f"{notice.report.township}：" in printed(archive.read(entry))


def test_two_reports_of_one_name_and_the_list_of_a_long_one_are_files_of_their_own(
    sample: Path,
) -> None:
    many = [replace(FINDING, rule_id=f"r{i}") for i in range(40)]
    details = queries.ask("notice_findings", **chosen().parameters, dismissed=())
    at = Source(is_sample=False, built_at=datetime(2026, 1, 16), version="v")
    notices = [only([FINDING]), only(many)]
    with zipfile.ZipFile(io.BytesIO(all_notices(notices, details, chosen(), at))) as archive:
        assert archive.namelist() == [
            "退回修改单_松江县_2024_松树乡.docx",
            "退回修改单_松江县_2024_松树乡_2.docx",
            "退回修改单问题清单_松江县_2024_松树乡.xlsx",
        ]


def decide(data: Path, finding: dict[str, str], verdict: Verdict) -> None:
    decision = Decision(
        finding["finding_id"],
        finding["figures_digest"],
        verdict,
        "已核实",
        "李四",
        datetime(2026, 1, 16),
    )
    record(data / "sample", decision)


def test_what_is_dismissed_is_left_out_until_its_figures_change(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(sample, tmp_path / "data")
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    found = rows(queries.ask("notice_findings", **chosen().parameters, dismissed=()))
    gone, confirmed, reopened, changed, *_ = found
    decide(data, gone, Verdict.DISMISSED)
    decide(data, confirmed, Verdict.CONFIRMED)
    decide(data, reopened, Verdict.DISMISSED)
    decide(data, reopened, Verdict.REOPENED)
    decide(data, changed | {"figures_digest": "other"}, Verdict.DISMISSED)
    parameters = chosen().parameters | {"dismissed": dismissed()}
    left = queries.ask("notice_findings", **parameters)
    assert set(left["finding_id"]) == {f["finding_id"] for f in found} - {gone["finding_id"]}
    counts = queries.ask("notice_reports", **parameters)[["errors", "warnings", "notices"]]
    assert counts.to_numpy().sum() == len(left)
    assert sum(map(len, open_findings(parameters).values())) == len(left)


@pytest.mark.parametrize(
    ("today", "day"),
    [(date(2026, 1, 16), date(2026, 1, 23)), (date(2026, 1, 17), date(2026, 1, 23))],
)
def test_the_reply_is_due_after_five_working_days(today: date, day: date) -> None:
    assert reply_day(today) == day


def test_the_page_shows_the_notice_and_offers_the_documents(sample: Path, opened: Open) -> None:
    app = opened(sample, "correction_notices")
    assert not app.exception
    labels = [button.proto.label for button in app.download_button]
    notices, found = sample_notices(2025)
    assert f"下载全部 {len(notices)} 份" in labels
    assert "下载这份修改单" in labels
    shown = "\n".join(text.value for text in app.text)
    first = notices[0].report
    assert f"{first.township}：" in shown
    assert all(f.formula in shown for f in found[first.report_id] if f.severity == "error")


def test_where_nothing_is_open_the_page_says_so(
    one_township_data: Path, tmp_path: Path, opened: Open
) -> None:
    data = copytree(one_township_data, tmp_path / "data")
    found = stored(data, "select finding_id, figures_digest from findings")
    assert found
    for finding_id, figures_digest in found:
        decision = Decision(
            finding_id, figures_digest, Verdict.DISMISSED, "已核实", "李四", datetime(2026, 1, 16)
        )
        record(data, decision)
    app = opened(data, "correction_notices")
    assert not app.exception
    assert "都没有待修改的问题" in app.header[0].value
    assert [success.value for success in app.success] == ["没有要退回的报告。"]
    assert not any("下载这份修改单" in b.proto.label for b in app.download_button)


@pytest.mark.office
def test_a_notice_prints_on_one_or_two_pages(sample: Path, tmp_path: Path) -> None:
    base = [f for year in YEARS for found in sample_notices(year)[1].values() for f in found]
    long = [replace(FINDING, subjects=(Subject(2024, "", "第1行", "长" * 900),), words="字" * 900)]
    cases = [[FINDING], base, base[:6], [replace(f, severity="error") for f in base], long * 3]
    rows_of_table = [replace(FINDING, instance=f"第{i}项政府信息公开申请") for i in range(60)]
    sources = []
    for number, findings in enumerate([*cases, rows_of_table]):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(document(only(findings)))
        sources.append(path)
    pages = []
    for path in converted(tmp_path, sources, ".pdf"):
        with pypdfium2.PdfDocument(path) as paper:
            pages.append(len(paper))
    assert pages[0] == 1
    assert max(pages) <= 2
