"""A file that disagrees with itself, or would replace too much, waits until a person decides."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.domain.import_entry import ImportEntry
from etl.pipeline.acts.decide_waiting import NotDecided, dismiss_waiting, take_waiting
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.files import import_journal, waiting
from etl.warehouse import publication

REGISTER = """\
place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor
990301001,甲省,乙市,青石县,东岭镇,镇,,,,
990301002,甲省,乙市,青石县,柳河街道,街道,,,,
"""
TITLE = "东岭镇2023年政府信息公开工作年度报告"
BODY = (
    "一、总体情况",
    "全年主动公开政府信息120条。受理12345热线30件，办结28件。",
    "三、收到和处理政府信息公开申请情况",
    "全年收到政府信息公开申请4件。",
    "东岭镇人民政府",
    "2024年1月9日",
)
DECIDED = Decision("李四", "电话核实", "990301001")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "places.csv").write_text(REGISTER, "utf-8")
    return folder


def file(tmp_path: Path, name: str, *texts: str) -> Path:
    path = tmp_path / name
    path.write_text("\n".join(texts), "utf-8")
    return path


def imported(data: Path, *paths: Path) -> tuple[ImportEntry, ...]:
    return import_reports.import_files(list(sources_in(paths)), data, Expected())


def question(data: Path, sql: str) -> list[tuple[object, ...]]:
    path = publication.current_path(data)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_file_whose_name_says_another_place_is_kept_and_waits(data: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "柳河街道2023.txt", TITLE, *BODY)
    (entry,) = imported(data, path)
    assert (entry.outcome, entry.near) == ("waiting", ("990301001", "990301002"))
    assert "文件名写的却是青石县柳河街道" in entry.message
    assert waiting.path_of(data, entry.sha256).read_bytes() == path.read_bytes()
    assert [e.file_name for e in waiting.entries(data)] == ["柳河街道2023.txt"]
    assert question(data, "select outcome from imports") == [("waiting",)]


def test_what_waits_waits_on_when_it_comes_again_and_is_read_under_another_name(
    data: Path, tmp_path: Path
) -> None:
    path = file(tmp_path, "柳河街道2023.txt", TITLE, *BODY)
    assert [imported(data, path)[0].outcome for _ in range(2)] == ["waiting"] * 2
    assert len(waiting.entries(data)) == 1
    assert imported(data, path.rename(tmp_path / "东岭镇.txt"))[0].outcome == "imported"
    assert waiting.entries(data) == ()


def test_a_person_takes_a_file_under_a_unit_and_year(data: Path, tmp_path: Path) -> None:
    (waits,) = imported(data, file(tmp_path, "柳河街道2023.txt", TITLE, *BODY))
    taken = take_waiting(data, waits.sha256[:12], Expected(year=2022, decision=DECIDED))
    assert (taken.outcome, taken.place_id, taken.year) == ("imported", "990301001", 2022)
    assert waiting.entries(data) == ()
    last = list(import_journal.entries(data))[-1]
    assert (last.file_name, last.decided_by, last.why) == ("柳河街道2023.txt", "李四", "电话核实")
    import_reports.rebuild(data)
    assert question(data, "select place_id, year from reports") == [("990301001", 2022)]


def test_a_person_dismisses_a_file(data: Path, tmp_path: Path) -> None:
    path = file(tmp_path, "柳河街道2023.txt", TITLE, *BODY)
    (waits,) = imported(data, path)
    dismissed = dismiss_waiting(data, waits.sha256, DECIDED)
    assert (dismissed.outcome, dismissed.decided_by) == ("dismissed", "李四")
    assert waiting.entries(data) == ()
    assert not waiting.path_of(data, waits.sha256).exists()
    assert imported(data, path)[0].outcome == "waiting"


@pytest.mark.parametrize("decision", [Decision("", "理由"), Decision("李四", " "), None])
def test_a_decision_without_a_name_or_a_reason_is_none(
    data: Path, tmp_path: Path, decision: Decision | None
) -> None:
    (waits,) = imported(data, file(tmp_path, "柳河街道2023.txt", TITLE, *BODY))
    with pytest.raises(NotDecided, match="没有写明"):
        take_waiting(data, waits.sha256, Expected(decision=decision))
    assert len(waiting.entries(data)) == 1


@pytest.mark.parametrize("sha256", ["", "0" * 64, "../places.csv", "ab"])
def test_what_does_not_wait_cannot_be_decided(data: Path, tmp_path: Path, sha256: str) -> None:
    imported(data, file(tmp_path, "柳河街道2023.txt", TITLE, *BODY))
    with pytest.raises(NotDecided, match="没有这个待核收的文件"):
        dismiss_waiting(data, sha256, DECIDED)


def test_a_replacement_says_what_it_replaces_and_every_change(data: Path, tmp_path: Path) -> None:
    first = file(tmp_path, "东岭镇.txt", TITLE, *BODY)
    changed = [text.replace("120条", "126条").replace("30件", "31件") for text in BODY]
    imported(data, first)
    (entry,) = imported(data, file(tmp_path, "东岭镇更正.txt", TITLE, *changed))
    assert entry.outcome == "imported"
    assert "导入的“东岭镇.txt”" in entry.message
    assert "2 处有变化" in entry.message
    assert "120→126" in entry.message
    assert "30→31" in entry.message


def test_a_replacement_in_one_import_is_told_as_well(data: Path, tmp_path: Path) -> None:
    first = file(tmp_path, "东岭镇1.txt", TITLE, *BODY)
    second = file(tmp_path, "东岭镇2.txt", TITLE, *BODY, "附件")
    entries = imported(data, first, second)
    assert [e.outcome for e in entries] == ["imported", "imported"]
    assert entries[0].message == ""
    assert "数字没有变化" in entries[1].message


def test_a_replacement_that_has_no_figure_to_lose_does_not_wait(data: Path, tmp_path: Path) -> None:
    wordless = ("一、总体情况", "本镇认真落实公开工作要求。", *BODY[4:])
    imported(data, file(tmp_path, "东岭镇.txt", TITLE, *wordless))
    (entry,) = imported(data, file(tmp_path, "东岭镇2.txt", TITLE, *wordless, "附件"))
    assert (entry.outcome, "读出的数字 0 个→0 个" in entry.message) == ("imported", True)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ((TITLE, *BODY[:1], "全年主动公开政府信息120条。", *BODY[4:]), "减为 1 个"),
        (("2023年政府信息公开工作年度报告", *BODY[:4]), "标题和落款都没有写"),
    ],
    ids=["half of the figures", "no office"],
)
def test_a_replacement_that_loses_much_waits(
    data: Path, tmp_path: Path, texts: tuple[str, ...], said: str
) -> None:
    imported(data, file(tmp_path, "东岭镇.txt", TITLE, *BODY))
    (entry,) = imported(data, file(tmp_path, "东岭镇2.txt", *texts))
    assert (entry.outcome, entry.near) == ("waiting", ("990301001",))
    assert said in entry.message
    assert question(data, "select file_name from reports where is_active") == [("东岭镇.txt",)]
    taken = take_waiting(data, entry.sha256, Expected(decision=DECIDED))
    assert taken.outcome == "imported"
