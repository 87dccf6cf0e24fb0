"""A file that disagrees with itself, or would replace too much, waits until a person decides."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.domain.import_entry import ImportEntry
from etl.domain.place import Place
from etl.pipeline.acts.decide_waiting import (
    NotDecided,
    dismiss_waiting,
    restore_dismissed,
    take_waiting,
)
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.pipeline.reading.sources import sources_in
from etl.storage.files import import_journal, waiting
from etl.storage.records.change_log import Act
from etl.storage.unit_register.units import change_units
from etl.warehouse import publication
from tests.warehouses import Ready

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


@pytest.fixture
def waits(ready: Ready, data: Path) -> ImportEntry:
    """Return the entry of a file that waits in the data folder."""
    ready(data, REGISTER, ("柳河街道2023.txt", "\n".join((TITLE, *BODY))))
    (entry,) = waiting.entries(data)
    return entry


@pytest.fixture
def filed(ready: Ready, data: Path) -> Path:
    """Return the data folder with one report."""
    return ready(data, REGISTER, ("东岭镇.txt", "\n".join((TITLE, *BODY))))


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


def test_a_person_takes_a_file_under_a_unit_and_year(data: Path, waits: ImportEntry) -> None:
    taken = take_waiting(data, waits.sha256[:12], Expected(year=2022, decision=DECIDED))
    assert (taken.outcome, taken.place_id, taken.year) == ("imported", "990301001", 2022)
    assert waiting.entries(data) == ()
    last = list(import_journal.entries(data))[-1]
    assert (last.file_name, last.decided_by, last.why) == ("柳河街道2023.txt", "李四", "电话核实")
    import_reports.rebuild(data)
    assert question(data, "select place_id, year from reports") == [("990301001", 2022)]


def test_a_person_dismisses_a_file(data: Path, waits: ImportEntry, tmp_path: Path) -> None:
    path = file(tmp_path, "柳河街道2023.txt", TITLE, *BODY)
    dismissed = dismiss_waiting(data, waits.sha256, DECIDED)
    assert (dismissed.outcome, dismissed.decided_by) == ("dismissed", "李四")
    assert waiting.entries(data) == ()
    assert imported(data, path)[0].outcome == "waiting"
    assert waiting.dismissed(data) == ()


def test_what_was_dismissed_is_brought_back_and_waits_as_before(
    data: Path, waits: ImportEntry
) -> None:
    dismiss_waiting(data, waits.sha256, DECIDED)
    assert [why.why for _, why in waiting.dismissed(data)] == ["电话核实"]
    restored = restore_dismissed(data, waits.sha256[:12], Decision("王五", "忽略错了"))
    assert (restored.decided_by, restored.why) == ("王五", "忽略错了")
    (again,) = waiting.entries(data)
    assert (again.message, again.near, again.year) == (waits.message, waits.near, waits.year)
    assert waiting.dismissed(data) == ()
    assert question(data, "select outcome from untaken_files") == [("waiting",)]
    with pytest.raises(NotDecided, match="没有这个待核收的文件"):
        restore_dismissed(data, waits.sha256, DECIDED)
    assert take_waiting(data, waits.sha256, Expected(decision=DECIDED)).outcome == "imported"


def test_a_unit_that_no_register_knows_waits_until_it_is_entered(
    data: Path, tmp_path: Path
) -> None:
    text = (TITLE.replace("东岭镇", "青石县西岭镇"), *BODY[:4], "西岭镇人民政府", BODY[5])
    (entry,) = imported(data, file(tmp_path, "年报.txt", *text))
    assert (entry.outcome, entry.unit, entry.area) == ("waiting", "西岭镇", "青石县")
    assert (entry.near, entry.year) == ((), 2023)
    assert "“西岭镇”不在名册中。相近的名称：青石县东岭镇（990301001）" in entry.message
    assert question(data, "select status from filings where township = '东岭镇'") == []
    again = take_waiting(data, entry.sha256, Expected(decision=Decision("李四", "再试")))
    assert (again.outcome, len(waiting.entries(data))) == ("waiting", 1)
    west = Place("990301003", "甲省", "乙市", "青石县", "西岭镇", "镇")
    change_units(data, {west.place_id: west}, Act("李四", "漏登"), {})
    taken = take_waiting(data, entry.sha256, Expected(decision=Decision("李四", "补登")))
    assert (taken.outcome, taken.place_id, taken.year) == ("imported", "990301003", 2023)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("2023年", "", "找不到年度"), ("2023年", "2003年", "2003年不合理")],
    ids=["no year", "before the regulations"],
)
def test_a_year_in_doubt_waits_until_a_person_says_which(
    data: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = file(tmp_path, "东岭镇.txt", TITLE.replace(old, new), *BODY[:5])
    (entry,) = imported(data, path)
    assert (entry.outcome, entry.year, said in entry.message) == ("waiting", None, True)
    decided = Expected(year=2022, decision=Decision("李四", "来电确认"))
    taken = take_waiting(data, entry.sha256, decided)
    assert (taken.outcome, taken.place_id, taken.year) == ("imported", "990301001", 2022)


def test_a_file_of_several_reports_is_not_all_of_one_unit(data: Path, tmp_path: Path) -> None:
    west = [text.replace("东岭镇", "西岭镇") for text in (TITLE, *BODY)]
    (entry,) = imported(data, file(tmp_path, "汇总.txt", TITLE, *BODY, "附件：无", *west))
    assert (entry.outcome, entry.reports, entry.unit) == ("waiting", 2, "")
    refused = take_waiting(data, entry.sha256, Expected(decision=DECIDED))
    assert "文件中有 2 份报告" in refused.message
    assert question(data, "select count(*) from reports") == [(0,)]


@pytest.mark.parametrize("decision", [Decision("", "理由"), Decision("李四", " "), None])
def test_a_decision_without_a_name_or_a_reason_is_none(
    data: Path, waits: ImportEntry, decision: Decision | None
) -> None:
    with pytest.raises(NotDecided, match="没有写明"):
        take_waiting(data, waits.sha256, Expected(decision=decision))
    assert len(waiting.entries(data)) == 1


@pytest.mark.parametrize("sha256", ["", "0" * 64, "../places.csv", "ab"])
@pytest.mark.usefixtures("waits")
def test_what_does_not_wait_cannot_be_decided(data: Path, sha256: str) -> None:
    with pytest.raises(NotDecided, match="没有这个待核收的文件"):
        dismiss_waiting(data, sha256, DECIDED)


def test_a_replacement_says_what_it_replaces_and_every_change(filed: Path, tmp_path: Path) -> None:
    changed = [text.replace("120条", "126条").replace("30件", "31件") for text in BODY]
    (entry,) = imported(filed, file(tmp_path, "东岭镇更正.txt", TITLE, *changed))
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
    filed: Path, tmp_path: Path, texts: tuple[str, ...], said: str
) -> None:
    (entry,) = imported(filed, file(tmp_path, "东岭镇2.txt", *texts))
    assert (entry.outcome, entry.near) == ("waiting", ("990301001",))
    assert said in entry.message
    assert question(filed, "select file_name from reports where is_active") == [("东岭镇.txt",)]
    taken = take_waiting(filed, entry.sha256, Expected(decision=DECIDED))
    assert taken.outcome == "imported"
