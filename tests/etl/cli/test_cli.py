"""The command line answers scripts by exit code and people in Chinese."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from etl.cli import main
from etl.storage.decisions.corrections import Correction, correct, load_corrections
from etl.storage.records.change_log import Act
from tests.warehouses import Ready, stored

REPORTS = Path(__file__).parents[2] / "reports"
REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    "990201001,示例省,示例市,南渡县,清水坪乡,乡,,,,\n"
    "990201002,示例省,示例市,南渡县,望云镇,镇,,,,\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "places.csv").write_text(REGISTER, "utf-8")
    return tmp_path


@pytest.fixture
def holding(ready: Ready, data: Path) -> Path:
    """Return the data folder with one report."""
    return ready(data, REGISTER, REPORTS / "2023_pipe_rows.txt")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "import",
        "read",
        "status",
        "export",
        "template",
        "sample",
        "correct",
        "rebuild",
        "check",
    ],
)
def test_every_command_has_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "--help" in result.output


def test_read_prints_one_line_of_json_per_report() -> None:
    result = run("read", REPORTS / "2024_scanned_tabs.txt", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["township"], report["year"], report["edition"]) == ("清水坪乡", 2024, "2021")
    assert len(report["cells"]) == 200


def test_read_of_a_bad_file_exits_1_and_goes_on(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run("read", empty, REPORTS / "2023_pipe_rows.txt", "--json")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert result.exit_code == 1
    assert "文件是空的" in first["error"]["message"]
    assert second["township"] == "望云镇"


def test_misuse_exits_2(data: Path) -> None:
    assert run("read").exit_code == 2
    assert run("read", "no-such-file.txt").exit_code == 2
    assert run("import", REPORTS, "--data", data / "nowhere").exit_code == 2
    assert run("template", "--data", data, "--year", 2019, "--out", data / "a.doc").exit_code == 2


def test_import_and_status_name_what_is_filed_missing_and_rejected(data: Path) -> None:
    result = run("import", REPORTS, "--data", data)
    assert result.exit_code == 1
    assert "[已导入] 2023_pipe_rows.txt → 990201002 2023年度" in result.output
    assert "[待核收] 2020_one_cell_per_line.txt：“石桥街道”不在名册中" in result.output
    status = run("status", "--data", data)
    assert "南渡县 2023年度：应报 2，已报 1；缺报：清水坪乡" in status.output
    assert "[待核收] 2020_one_cell_per_line.txt" in status.output


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
def test_an_export_imports_again_unchanged(holding: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert run("export", "--data", holding, "--out", out).exit_code == 0
    again = tmp_path / "again"
    again.mkdir()
    (again / "places.csv").write_text(REGISTER, "utf-8")
    assert run("import", out, "--data", again).exit_code == 0
    second = tmp_path / f"second.{suffix}"
    run("export", "--data", again, "--out", second)
    assert read_lines(second) == read_lines(out) == read_lines(REPORTS / "2023_pipe_rows.txt")


def read_lines(path: Path) -> list[tuple[object, ...]]:
    report = json.loads(run("read", path, "--json").stdout)
    cells = [(c["address"], c["raw"], c["value"], c["mark"]) for c in report["cells"]]
    figures = [
        (f["address"], f["raw"], f["value"], f["approximate"], f["evidence"], f["detail"])
        for f in report["narrative"]
    ]
    parts = [(i["axis"], i["label"], i["count"], i["unit"]) for i in report["categories"]]
    return [*cells, *sorted(figures), *parts]


def test_a_template_lists_every_township_and_year(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "template.json"
    result = run("template", "--data", data, "--year", 2019, "--year", 2020, "--out", out)
    assert result.exit_code == 0
    assert "4 份" in result.output


def test_a_correction_is_kept_with_its_reason_and_counts(holding: Path) -> None:
    address = "applications.received_new.total"
    correct = ("correct", "望云镇", "2023", address, "41", "--why", "来函", "--by", "王")
    done = run(*correct, "--data", str(holding))
    assert done.exit_code == 0, done.output
    assert "按“41”统计" in done.output
    ((found,),) = load_corrections(holding).values()
    assert (found.meant, found.why) == ("41", "来函")
    assert run("undo", "1", "--by", "李", "--data", str(holding)).exit_code == 0
    assert load_corrections(holding) == {}
    again = run("undo", "1", "--by", "李", "--data", str(holding))
    assert again.exit_code == 1
    assert "李在" in again.output
    assert run("undo", "9", "--by", "李", "--data", str(holding)).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["望云镇", "2022", "a.b.c", "1", "--why", "来函"], "有 0 份报告"),
        (["望云镇", "2023", "a.b.c", "1", "--why", "来函"], "没有“a.b.c”"),
        (["望云镇", "2023", "applications.received_new.total", "几", "--why", "来函"], "不是数字"),
        (
            ["望云镇", "2023", "applications.received_new.total", "1", "--why", " "],
            "没有写更正理由",
        ),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    holding: Path, arguments: list[str], said: str
) -> None:
    done = run("correct", *arguments, "--by", "王", "--data", str(holding))
    assert done.exit_code != 0
    assert said in done.output
    assert load_corrections(holding) == {}


def test_a_broken_register_is_a_message_and_no_traceback(data: Path) -> None:
    (data / "places.csv").write_text("代码,名称\n", "utf-8")
    done = run("import", str(REPORTS / "2023_pipe_rows.txt"), "--data", str(data))
    assert done.exit_code == 1
    assert "places.csv 的列不对" in done.output


def test_a_correction_that_no_longer_fits_is_named(holding: Path) -> None:
    address = "applications.received_new.total"
    ((sha256,),) = stored(holding, "select sha256 from reports")
    for told in (
        Correction(str(sha256), address, "9999", "41", "来函"),
        Correction("deadbeef", "a.b.c", "1", "2", "旧版"),
    ):
        correct(holding, told, Act("王"))
    for command in ("rebuild", "status"):
        shown = run(command, "--data", str(holding)).output
        assert f"[更正未采用] 2023_pipe_rows.txt {address}" in shown
        assert "原件 deadbeef 不在已导入的文件中" in shown


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_register_saved_by_excel_is_read(data: Path, encoding: str) -> None:
    (data / "places.csv").write_bytes(REGISTER.encode(encoding))
    done = run("import", str(REPORTS / "2023_pipe_rows.txt"), "--data", str(data))
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("command", "code"), [(["rebuild"], 1), (["template", "--year", "2024", "--out", "x.csv"], 2)]
)
def test_a_missing_register_is_a_message(tmp_path: Path, command: list[str], code: int) -> None:
    done = run(*command, "--data", str(tmp_path / "none"))
    assert done.exit_code == code
    assert "单位名册是空的" in done.output
    assert not (tmp_path / "none" / "warehouse" / "CURRENT").exists()


def test_a_file_that_cannot_be_written_is_a_message(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "none" / "x.csv"
    done = run("template", "--year", "2024", "--out", str(out), "--data", str(data))
    assert done.exit_code == 1
    assert "无法写入" in done.output


def test_an_import_tells_a_program_each_step_and_calls_files_by_their_name(
    data: Path, tmp_path: Path
) -> None:
    staged = tmp_path / "staged"
    staged.mkdir()
    (staged / "00001.txt").write_bytes((REPORTS / "2023_pipe_rows.txt").read_bytes())
    (staged / "00002.txt").write_bytes(b" ")
    names = tmp_path / "names.json"
    names.write_text(json.dumps({"00001.txt": "望云镇2023.txt", "00002.txt": "空.txt"}), "utf-8")
    result = run("import", staged, "--data", data, "--names", names, "--json")
    steps = [json.loads(line) for line in result.stdout.splitlines()]
    entries = [step["entry"] for step in steps if "entry" in step]
    assert result.exit_code == 1
    assert {(e["file_name"], e["outcome"]) for e in entries} == {
        ("望云镇2023.txt", "imported"),
        ("空.txt", "rejected"),
    }
    assert steps[-1] == {"stage": "finished", "done": 2, "total": 2}


def test_a_list_of_names_that_is_none_is_a_message(data: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.json"
    names.write_text("[]", "utf-8")
    result = run("import", REPORTS, "--data", data, "--names", names)
    assert result.exit_code == 2
