"""The submissions page says who reported, whom to chase, and lets files and deadlines in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree
from threading import Event, Thread

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from dashboard import queries
from dashboard.data.files import import_job
from etl.cli.first_start import resume_uploads
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.storage.files import uploads
from etl.warehouse.loading.reference_rows import Holdings
from etl.warehouse.publication import current_path
from tests.conftest import PINE
from tests.dashboard.conftest import Open
from tests.warehouses import published, stored

REPORTS = Path(__file__).parents[1] / "reports"
REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    "990201001,示例省,示例市,南渡县,清水坪乡,乡,,,,\n"
    "990201002,示例省,示例市,南渡县,望云镇,镇,,,,\n"
)
CHOSEN = {"townships": (), "types": (), "from_year": 2018, "to_year": 2025}


def press(app: AppTest, *labels: str) -> AppTest:
    """Press buttons at once: the tests know no fragments, so that a dialog is opened every time."""
    for label in labels:
        next(button for button in app.button if button.label == label).click()
    return app.run()


def test_the_headline_and_figures_are_those_of_the_warehouse(full_data: Path, opened: Open) -> None:
    ((expected, filed, on_time, late, missing),) = stored(
        full_data,
        """select count(*), count(report_id), count(*) filter (where status = 'on_time'),
        count(*) filter (where status = 'late'), count(*) filter (where status = 'missing')
        from submissions where year = 2025""",
    )
    app = opened(full_data, "submissions")
    sentence = next(m.value for m in app.header if "应报" in m.value)
    assert f"2025 年度应报 {expected} 个，已报 {filed} 个，其中逾期 {late} 个" in sentence
    assert f"还要催 {missing} 个" in sentence
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics["已报"] == f"{filed} 个"
    assert metrics["按期"] == f"{on_time} 个"
    assert metrics["逾期"] == f"{late} 个"
    assert metrics["未报送"] == f"{missing} 个"


def test_the_message_to_copy_names_everyone_who_has_not_reported(
    full_data: Path, opened: Open
) -> None:
    absent = stored(
        full_data, "select township from submissions where year = 2025 and status = 'missing'"
    )
    (message,) = [code.value for code in opened(full_data, "submissions").code]
    assert absent
    assert all(name in message for (name,) in absent)
    assert "2026 年 1 月 31 日前" in message


def test_the_matrix_shows_days_late_and_every_cell_of_the_years(
    full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    cells = queries.ask("submission_matrix", county="990101", **CHOSEN)
    assert len(cells) == stored(full_data, "select count(*) from series_years")[0][0]
    late = cells[cells["state"] == "late"]
    assert len(late)
    assert list(late["glyph"]) == [str(int(days)) for days in late["days_late"]]
    assert set(cells["state"]) >= {"on_time", "late", "missing", "partly_missing", "undated"}


def named(file_name: str, outcome: str = "rejected", minutes: int = 0) -> ImportEntry:
    at = datetime(2026, 1, 10, 9) + timedelta(minutes=minutes)
    return ImportEntry(at, file_name, file_name, outcome, "文件为空。请重新发送。")


def place(code: str, township: str, county: str = "松江县") -> Place:
    return Place(code, "示范省", "样例市", county, township, township[-1])


@pytest.fixture
def rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, int], str]:
    """Return which file is taken to be whose, by township and year."""
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    places = (
        PINE, place("990102201", "大松树乡"), place("990102202", "城关镇"),
        place("990103202", "城关镇", "柏江县"),
    )  # fmt: skip
    imports = (
        named("大松树乡2024年报.doc"),
        named("20240113松树乡2023.pdf"),
        named("松树乡2022.docx"), named("松树乡2022.docx", "imported", 5),
        named("城关镇2024.docx"), named("柏江县城关镇2023.docx"),
        named("汇总.zip/松树乡/2021<b>.txt"),
    )  # fmt: skip
    published(tmp_path, Holdings(is_sample=False, places=places, imports=imports))
    found = stored(tmp_path, "select place_id, year, file_name from named_files")
    return {(code, year): name for code, year, name in found}


def test_a_rejected_file_belongs_to_the_unit_and_year_it_is_named_for(
    rejected: dict[tuple[str, int], str],
) -> None:
    assert rejected == {
        ("990102201", 2024): "大松树乡2024年报.doc",
        ("990102200", 2023): "20240113松树乡2023.pdf",
        ("990103202", 2023): "柏江县城关镇2023.docx",
        ("990102200", 2021): "汇总.zip/松树乡/2021<b>.txt",
    }


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Return a data folder of a real county of two townships and no report yet."""
    (tmp_path / "places.csv").write_text(REGISTER, "utf-8")
    return tmp_path


@pytest.fixture
def sample_county(full_data: Path, tmp_path: Path) -> Path:
    return copytree(full_data, tmp_path / "data")


class Sent:
    """A file as the browser would send it."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self.size = len(content)
        self.content = content

    def getbuffer(self) -> memoryview:
        return memoryview(self.content)


def sent(name: str, called: str | None = None) -> Sent:
    return Sent(called or name, (REPORTS / name).read_bytes())


@pytest.fixture
def staged_in(tmp_path: Path) -> Iterator[Path]:
    """Yield where files are staged; nothing may be left there in the end."""
    folder = uploads.folder_in(tmp_path)
    folder.mkdir()
    yield folder
    assert not list(folder.iterdir())


def test_files_brought_in_keep_their_names_and_end_as_one_entry_each(
    county: Path, staged_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(county))
    files = [
        sent("2023_pipe_rows.txt", "../../望云镇 2023.txt"),
        sent("2024_scanned_tabs.txt"),
        Sent("清水坪乡2023\u202e.txt", b" "),
    ]
    steps = list(import_job.bring_in(files))
    entries = [step["entry"] for step in steps if step.get("entry")]
    outcomes = {entry["file_name"]: entry["outcome"] for entry in entries}
    assert steps[-1]["stage"] == "finished"
    assert outcomes == {
        "望云镇 2023.txt": "imported",
        "2024_scanned_tabs.txt": "imported",
        "清水坪乡2023.txt": "rejected",
    }
    assert stored(county, "select year, file_name from named_files") == [(2023, "清水坪乡2023.txt")]


def test_a_second_import_says_that_it_waits(
    county: Path, staged_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(county))
    lock = FileLock(county / ".import.lock", thread_local=False)
    lock.acquire()
    stages = []
    for step in import_job.bring_in([sent("2023_pipe_rows.txt")]):
        stages.append(step["stage"])
        if step["stage"] == "waiting":
            lock.release(force=True)
    assert "waiting" in stages
    assert stages[-1] == "finished"


def test_an_import_goes_on_when_no_one_looks_any_more(
    county: Path, staged_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(county))
    steps = import_job.bring_in([sent("2023_pipe_rows.txt")])
    next(steps)
    steps.close()
    ended = Event()
    Thread(target=until_published, args=(county, staged_in, ended), daemon=True).start()
    assert ended.wait(60)


def until_published(data: Path, staged_in: Path, ended: Event) -> None:
    pause = Event()
    while current_path(data) is None or list(staged_in.iterdir()):
        pause.wait(0.2)
    ended.set()


def test_an_import_that_was_interrupted_is_taken_up_at_the_next_start(
    county: Path, staged_in: Path
) -> None:
    content = memoryview((REPORTS / "2023_pipe_rows.txt").read_bytes())
    files = [uploads.File("望云镇2023.txt", content)]
    staged = uploads.reserve(county, 1)
    assert staged
    uploads.stage(staged, files, [".txt"], uploads.Known())
    (staged_in / "never whole" / "files").mkdir(parents=True)
    resume_uploads(county)
    ended = Event()
    Thread(target=until_published, args=(county, staged_in, ended), daemon=True).start()
    assert ended.wait(60)
    assert stored(county, "select file_name from imports") == [("望云镇2023.txt",)]


def test_an_import_too_many_is_refused_and_leaves_nothing(
    county: Path, staged_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(county))
    for _ in range(import_job.MOST_IMPORTS):
        assert uploads.reserve(county, import_job.MOST_IMPORTS)
    before = sorted(staged_in.iterdir())
    assert list(import_job.bring_in([sent("2023_pipe_rows.txt")])) == [
        {"stage": "failed", "message": import_job.TOO_MANY}
    ]
    assert sorted(staged_in.iterdir()) == before
    for folder in before:
        rmtree(folder)


def test_what_went_wrong_is_told_without_a_path_of_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    told = import_job.problem_in(f"Error: 找不到名册 {tmp_path / 'places.csv'}。")
    assert "places.csv" in told
    assert str(tmp_path) not in told


def test_an_import_that_cannot_start_says_why(
    tmp_path: Path, staged_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    (tmp_path / "places.csv").write_text("别的,列\n1,2\n", "utf-8")
    last = list(import_job.bring_in([sent("2023_pipe_rows.txt")]))[-1]
    assert last["stage"] == "failed"
    assert "places.csv" in last["message"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\松树乡2024.doc", "松树乡2024.doc"),
        ("松树乡\n2024\x00.doc", "松树乡2024.doc"),
        ("..", "未命名"),
        ("", "未命名"),
        ("长" * 500 + ".docx", "长" * import_job.LONGEST_NAME + ".docx"),
    ],
)
def test_a_hostile_name_keeps_only_what_can_be_shown(name: str, kept: str) -> None:
    assert import_job.cleaned(name) == kept


def test_too_much_at_once_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_UPLOAD_MB", "1")
    assert import_job.too_large([Sent("a.txt", b"x" * 1024)]) == ""
    assert "上限" in import_job.too_large([Sent("a.txt", b"x" * 700_000)] * 2)


def test_the_dialog_offers_every_format_and_warns_of_the_sample(
    sample_county: Path, opened: Open
) -> None:
    (sample_county / "places.csv").write_text(REGISTER, "utf-8")
    app = press(opened(sample_county, "submissions"), "导入报告")
    assert not app.exception
    (uploader,) = app.file_uploader
    assert {".docx", ".pdf", ".txt", ".zip", ".xlsx"} <= set(uploader.proto.type)
    assert any("示例县会从看板消失" in warning.value for warning in app.warning)


def test_the_first_page_lets_files_in(county: Path, opened: Open) -> None:
    app = press(opened(county), "导入报告")
    assert not app.exception
    assert [one.label for one in app.file_uploader] == ["上传名册", "报告文件或压缩包"]
    assert not app.warning


def test_without_a_register_the_dialog_says_what_to_do(sample_county: Path, opened: Open) -> None:
    (sample_county / "places.csv").unlink(missing_ok=True)
    app = press(opened(sample_county, "submissions"), "导入报告")
    assert not app.exception
    assert "还没有单位名册" in app.error[0].value
    assert not app.file_uploader


def late_in(app: AppTest) -> int:
    return int(next(m.value for m in app.metric if m.label == "逾期").split()[0])


def choose_deadline(app: AppTest, day: date) -> AppTest:
    press(app, "修改期限").date_input[0].set_value(day)
    return press(app, "修改期限")


def signed(app: AppTest) -> None:
    for label, said in (("处理人", "王晓"), ("理由", "县里通知")):
        next(box for box in app.text_input if box.label == label).set_value(said)


def test_a_deadline_is_changed_and_changed_back(sample_county: Path, opened: Open) -> None:
    app = opened(sample_county, "submissions")
    late = late_in(app)
    choose_deadline(app, date(2026, 1, 1))
    told = next(text.value for text in app.text if "为期限" in text.value)
    signed(app)
    press(app, "修改期限", "确认保存")
    changed = opened(sample_county, "submissions")
    assert not app.exception
    assert late_in(changed) > late
    assert f"逾期 {late_in(changed)} 个" in told
    assert any("本县设定" in caption.value for caption in changed.caption)
    choose_deadline(changed, date(2026, 1, 31))
    signed(changed)
    press(changed, "修改期限", "确认保存")
    assert late_in(opened(sample_county, "submissions")) == late


def test_a_deadline_that_cannot_be_saved_says_so(sample_county: Path, opened: Open) -> None:
    app = choose_deadline(opened(sample_county, "submissions"), date(2026, 1, 20))
    press(app, "修改期限", "确认保存")
    assert not app.exception
    assert any("请填写处理人和理由" in error.value for error in app.error)


def test_the_newest_outcome_of_every_file_is_listed(one_township_data: Path, opened: Open) -> None:
    app = opened(one_township_data, "submissions", to="2024")
    listed = [table.value.to_dict("list") for table in app.dataframe]
    assert any(files.get("file_name") == ["坏文件.txt"] for files in listed)
