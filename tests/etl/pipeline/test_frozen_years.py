"""A frozen year is built again from originals and records, bit for bit, whatever came since."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from etl.cli import main
from etl.pipeline.acts.correct_figure import Review, correct_figure
from etl.pipeline.acts.undo_act import undo_act
from etl.pipeline.check_data import cheap_faults
from etl.pipeline.safekeeping.at_work import remove_left_over
from etl.pipeline.safekeeping.freeze_year import NotFrozen, freeze_year
from etl.pipeline.safekeeping.replay_year import Replayed, replay_year
from etl.storage.decisions import review_decisions
from etl.storage.decisions.frozen_years import FOLDER, FrozenYear, frozen_years
from etl.storage.decisions.review_decisions import Decision, Verdict
from etl.storage.records import store
from etl.storage.records.change_log import Act
from etl.storage.records.store import reading
from etl.storage.records.tables import FROZEN
from etl.storage.unit_register.deadlines import set_deadlines
from tests.etl.pipeline.test_place_report import (
    ACT,
    EAST,
    REGISTER,
    RIVER,
    file,
    imported,
    state,
)

COUNTY = "990301"
TOTAL = "narrative.proactive_total"


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FrozenYear]:
    """Return a data folder whose year was frozen in the midst of its life, and what was frozen.

    Two imports and acts of four kinds came before; further ones of each kind came after.
    """
    folder = tmp_path_factory.mktemp("frozen")
    data = folder / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    last_year = file(folder, "东岭镇去年.txt", "东岭镇", 2022, 90)
    imported(data, file(folder, "柳河街道.txt", "柳河街道", 2023, 77), last_year, by="赵敏")
    imported(data, file(folder, "东岭镇.txt", "东岭镇", 2023, 120))
    correct(data, "78")
    set_deadlines(data, COUNTY, {2023: date(2024, 1, 20)}, ACT)
    made = freeze_year(data, COUNTY, 2023, "报市定稿", ACT)
    set_deadlines(data, COUNTY, {2023: None}, ACT)
    imported(data, file(folder, "东岭镇改.txt", "东岭镇", 2023, 126))
    correct(data, "79")
    return data, made


def correct(data: Path, meant: str) -> None:
    with ThreadPoolExecutor(1) as reader:
        review = Review(RIVER, 2023, TOTAL, meant, "乡镇来函更正", "王晓")
        correct_figure(data, review, executor=reader)


def replayed(data: Path, name: str) -> Replayed:
    with ThreadPoolExecutor(1) as reader:
        return replay_year(data, name, reader)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def test_it_is_built_again_bit_for_bit_after_all_that_came_since(
    frozen: tuple[Path, FrozenYear],
) -> None:
    data, made = frozen
    before = state(data)
    assert made.id == f"{COUNTY}-2023-1"
    package = made.path(data).read_bytes()
    assert hashlib.sha256(package).hexdigest() == made.sha256
    done = replayed(data, made.id)
    assert (done.differing, done.changed, done.is_same) == ((), (), True)
    assert state(data) == before
    assert not list((data / "warehouse").glob("replay-*"))


def test_the_package_holds_that_year_alone_as_it_stood(frozen: tuple[Path, FrozenYear]) -> None:
    data, made = frozen
    with zipfile.ZipFile(made.path(data)) as packed:
        described = json.loads(packed.read("datapackage.json"))
        published = packed.read("data/published_figures.csv").decode().splitlines()
        texts = packed.read("data/sections.csv").decode()
    assert described["version"] == made.id
    assert described["inputs"] == made.inputs
    totals = [line for line in published if f'"{TOTAL}"' in line]
    values = {line.split(",")[3]: line.split(",")[8] for line in totals}
    assert values == {'""': '"198"', f'"{EAST}"': '"120"', f'"{RIVER}"': '"78"'}
    assert "120条" in texts
    assert "90条" not in texts


def test_what_the_disk_has_lost_or_changed_is_named(
    frozen: tuple[Path, FrozenYear], tmp_path: Path
) -> None:
    data = copytree(frozen[0], tmp_path / "data")
    made = frozen[1]
    (original,) = (data / "reports").rglob(f"{RIVER}-*")
    original.unlink()
    done = replayed(data, made.id)
    assert not done.is_same
    assert "originals" in done.changed
    assert "data/published_figures.csv" in done.differing
    told = run("replay", made.id, "--data", data)
    assert told.exit_code == 1
    assert "原件" in told.output
    made.path(data).write_bytes(made.path(data).read_bytes()[:-1])
    damaged, _ = cheap_faults(data)
    assert damaged.file == made.path(data).relative_to(data).as_posix()
    assert f"定稿 {made.id}“报市定稿”的数据包已被改动或损坏。请用备份恢复" in damaged.problem
    made.path(data).unlink()
    told = run("check", "--data", data)
    assert told.exit_code == 1
    assert f"[{damaged.file}] 定稿 {made.id}“报市定稿”的数据包不见了" in told.output
    with pytest.raises(NotFrozen, match="数据包不见了"):
        replayed(data, made.id)


def test_freezing_is_an_act_that_is_taken_back_and_taken_up_again(
    frozen: tuple[Path, FrozenYear], tmp_path: Path
) -> None:
    data = copytree(frozen[0], tmp_path / "data")
    (first,) = frozen_years(data)
    assert (first.name, first.who, first.why) == ("报市定稿", "王晓", "核对原件")
    undoing = undo_act(data, first.act, Act("李四", "定早了"))
    assert frozen_years(data) == ()
    assert list((data / FOLDER).iterdir()) == [first.path(data)]
    second = freeze_year(data, COUNTY, 2023, "第二次", ACT)
    assert second.id == f"{COUNTY}-2023-2"
    undo_act(data, undoing, Act("李四", "还是要"))
    assert [one.id for one in frozen_years(data)] == [first.id, second.id]
    assert replayed(data, first.id).is_same


def test_others_decide_while_a_year_is_frozen_and_what_they_decide_is_not_left_out(
    frozen: tuple[Path, FrozenYear], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(frozen[0], tmp_path / "data")
    read, decided = Path.read_bytes, []

    def read_while_others_work(path: Path) -> bytes:
        if "reports" in path.parts and not decided:
            decided.append(path)
            decision = Decision("f", "s", Verdict.DISMISSED, "已电话核实", "王", ACT.at)
            review_decisions.record(data, decision)
        return read(path)

    monkeypatch.setattr(store, "WAIT_SECONDS", 1)
    monkeypatch.setattr(Path, "read_bytes", read_while_others_work)
    with pytest.raises(NotFrozen, match="刚才有新的修改"):
        freeze_year(data, COUNTY, 2023, "再报", ACT)
    assert len(review_decisions.history(data, "f")) == 1
    made = freeze_year(data, COUNTY, 2023, "再报", ACT)
    assert made.id == f"{COUNTY}-2023-2"


def test_a_year_without_reports_or_without_a_reason_is_not_frozen(
    frozen: tuple[Path, FrozenYear],
) -> None:
    data, _ = frozen
    for year, name, act, said in (
        (2019, "定稿", ACT, "没有报告"),
        (2023, " ", ACT, "没有写明"),
        (2023, "定稿", Act("王晓", ""), "没有写明"),
    ):
        with pytest.raises(NotFrozen, match=said):
            freeze_year(data, COUNTY, year, name, act)
    with reading(data) as connection:
        assert len(connection.execute(select(FROZEN)).all()) == 1


@pytest.mark.parametrize("work", ["replay", "backup"])
def test_what_a_killed_replay_or_backup_has_left_goes(
    frozen: tuple[Path, FrozenYear], tmp_path: Path, work: str
) -> None:
    data = copytree(frozen[0], tmp_path / "data")
    target = data / "backups" / "a.zip"
    target.parent.mkdir()
    said = ["replay", frozen[1].id]
    if work == "backup":
        said = ["backup", "--json", str(target)]
        # So large that it is killed in the midst.
        with (data / "reports" / "large.txt").open("wb") as large:
            large.truncate(10**9)
    half_done = "warehouse/replay-*" if work == "replay" else "backups/.*.part"
    command = [sys.executable, "-m", "etl.cli", *said, "--data", str(data)]
    process = subprocess.Popen(command)
    while not list(data.glob(half_done)) and process.poll() is None:
        time.sleep(0.01)
    # While one is at work nothing of it is touched, and no other begins.
    remove_left_over(data)
    assert list(data.glob(half_done))
    assert "请等它完成后再试" in run(*said, "--data", data).output
    process.kill()
    process.wait()
    assert list(data.glob(half_done))
    remove_left_over(data)
    assert not list(data.glob(half_done))
    assert not target.exists()
