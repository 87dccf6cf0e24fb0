"""A version is taken back, taken up again or filed elsewhere, by name and reason, and so undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import pytest

from etl.domain.errors import FutureYear, ReportError, WrongYear
from etl.domain.import_entry import ImportEntry
from etl.pipeline.acts.correct_figure import Review, correct_figure
from etl.pipeline.acts.place_report import NotPlaced, Unit, move, take_as_current, withdraw
from etl.pipeline.acts.undo_act import undo_act
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.up_to_date import is_up_to_date
from etl.storage.files.originals import originals
from etl.storage.records.change_log import Act, ChangedMeanwhile, NoName, changes
from etl.storage.records.store import reading
from etl.storage.unit_register.unit_checks import BrokenRegister
from etl.storage.unit_register.units import change_units
from etl.warehouse import publication
from tests.warehouses import stored

EAST, RIVER, FAR = "990301001", "990301002", "990302001"
REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    f"{EAST},甲省,乙市,青石县,东岭镇,镇,,,,\n"
    f"{RIVER},甲省,乙市,青石县,柳河街道,街道,,,,\n"
    f"{FAR},甲省,乙市,白石县,北沟乡,乡,,2021,,\n"
)
REPORT = (
    "{}{}年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息{}条。受理12345热线30件，办结28件。\n"
    "{}人民政府\n{}年1月9日\n"
)
ACT = Act("王晓", "核对原件")
FIGURES = (
    "select place_id, year, report_key, address, value from printed_figures"
    " join reports using (report_id) where is_active order by all"
)
STANDING = "select place_id, year, status, named_file from filings order by all"


def file(folder: Path, name: str, unit: str, year: int, count: int) -> Path:
    path = folder / name
    path.write_text(REPORT.format(unit, year, count, unit, year + 1), "utf-8")
    return path


def imported(data: Path, *paths: Path, by: str = "") -> tuple[ImportEntry, ...]:
    with ThreadPoolExecutor(1) as reader:
        return import_reports.import_files(
            list(sources_in(paths)), data, Expected(by=by), executor=reader
        )


def rebuilt(data: Path) -> None:
    with ThreadPoolExecutor(1) as reader:
        import_reports.rebuild(data, executor=reader)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with two versions of one report, and one of another unit."""
    folder = tmp_path_factory.mktemp("versions")
    data = folder / "data"
    data.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    first = file(folder, "东岭镇.txt", "东岭镇", 2023, 120)
    imported(data, first, file(folder, "柳河街道.txt", "柳河街道", 2023, 77), by="赵敏")
    imported(data, file(folder, "东岭镇改.txt", "东岭镇", 2023, 126))
    return data


@pytest.fixture
def data(base: Path, tmp_path: Path) -> Path:
    return copytree(base, tmp_path / "data")


def key_of(data: Path, file_name: str) -> str:
    ((found,),) = stored(
        data, "select report_key from reports where file_name = $f", {"f": file_name}
    )
    return str(found)


def state(data: Path) -> list[object]:
    return [stored(data, sql) for sql in (FIGURES, STANDING)]


def standing(data: Path) -> list[tuple[str, int, str]]:
    asked = "select place_id, year, file_name from reports where is_active order by all"
    return stored(data, asked)


def withdrawal(data: Path) -> None:
    withdraw(data, Unit(EAST, 2023), ACT)


def restoring(data: Path) -> None:
    take_as_current(data, Unit(EAST, 2023), key_of(data, "东岭镇.txt"), ACT)


def moving(data: Path) -> None:
    move(data, Unit(EAST, 2023), key_of(data, "东岭镇改.txt"), Unit(RIVER, 2023), ACT)


def moving_far(data: Path) -> None:
    move(data, Unit(RIVER, 2023), key_of(data, "柳河街道.txt"), Unit(FAR, 2022), ACT)


BOTH = [(EAST, 2023, "东岭镇改.txt"), (RIVER, 2023, "柳河街道.txt")]
ACTS: list[tuple[Callable[[Path], None], list[tuple[str, int, str]]]] = [
    (restoring, [(EAST, 2023, "东岭镇.txt"), BOTH[1]]),
    (moving_far, [(EAST, 2023, "东岭镇.txt"), (FAR, 2022, "柳河街道.txt")]),
    (
        moving,
        [
            (EAST, 2023, "东岭镇.txt"),
            (RIVER, 2023, "东岭镇改.txt"),
            (FAR, 2022, "柳河街道.txt"),
        ],
    ),
]


def test_each_act_counts_at_once_survives_a_rebuild_and_is_undone(data: Path) -> None:
    kept = [original.name for original in originals(data)]
    assert standing(data) == BOTH
    stood = [state(data)]
    for act, placed in ACTS:
        act(data)
        assert standing(data) == placed
        stood.append(state(data))
    shutil.rmtree(publication.folder(data))
    rebuilt(data)
    assert state(data) == stood.pop()
    assert is_up_to_date(data)
    with reading(data) as connection:
        told = [(c.act, c.who, c.why) for c in changes(connection)]
    assert told == [(n, "王晓", "核对原件") for n in (1, 2, 2, 3, 3)]
    for number in (3, 2, 1):
        undo_act(data, number, Act("李四", "弄错了"))
        assert state(data) == stood.pop()
    assert [original.name for original in originals(data)] == kept


def test_what_comes_later_counts_whatever_was_withdrawn_or_chosen(
    data: Path, tmp_path: Path
) -> None:
    withdrawal(data)
    told = "select status, named_file, message from filings where place_id = $p"
    withdrawn = ("withdrawn", "东岭镇改.txt", "已由王晓撤回：核对原件。")
    assert stored(data, told, {"p": EAST}) == [withdrawn]
    (again,) = imported(data, file(tmp_path, "东岭镇改.txt", "东岭镇", 2023, 126))
    assert again.outcome == "unchanged"
    assert "东岭镇2023年度现不采用" in again.message
    assert standing(data) == BOTH[1:]
    undo_act(data, 1, Act("李四", "弄错了"))
    assert standing(data) == BOTH
    restoring(data)
    (entry,) = imported(data, file(tmp_path, "东岭镇新.txt", "东岭镇", 2023, 130))
    assert "120→130" in entry.message
    assert standing(data)[0] == (EAST, 2023, "东岭镇新.txt")


def test_of_two_at_once_the_second_sees_what_the_first_did(data: Path) -> None:
    seen = key_of(data, "东岭镇改.txt")
    unit = Unit(EAST, 2023, seen)

    def act(who: str) -> str:
        try:
            withdraw(data, unit, Act(who, "报错单位"))
        except ChangedMeanwhile as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as people:
        first, second = sorted(people.map(act, ["王晓", "李四"]))
    assert first == ""
    assert "没有现用的报告" in second
    assert "理由：报错单位" in second
    with reading(data) as connection:
        assert len(list(changes(connection, kind="chosen_reports"))) == 1


def test_what_an_import_brought_meanwhile_is_not_withdrawn(data: Path, tmp_path: Path) -> None:
    seen = key_of(data, "东岭镇改.txt")
    imported(data, file(tmp_path, "东岭镇新.txt", "东岭镇", 2023, 130))
    with pytest.raises(ChangedMeanwhile, match="东岭镇新"):
        withdraw(data, Unit(EAST, 2023, seen), ACT)
    with pytest.raises(ChangedMeanwhile, match="东岭镇新"):
        move(data, Unit(RIVER, 2023), key_of(data, "柳河街道.txt"), Unit(EAST, 2023, seen), ACT)
    assert standing(data)[0] == (EAST, 2023, "东岭镇新.txt")


@pytest.mark.parametrize(
    ("to", "error"),
    [
        (Unit(RIVER, 2023), NotPlaced),
        (Unit("990301009", 2023), NotPlaced),
        (Unit(FAR, 2020), NotPlaced),
        (Unit(EAST, 2025), WrongYear),
        (Unit(EAST, 2007), WrongYear),
        (Unit(EAST, 2099), FutureYear),
    ],
    ids=["itself", "unknown", "not yet", "signed before", "too early", "future"],
)
def test_no_report_is_moved_where_none_can_be(
    data: Path, to: Unit, error: type[ReportError]
) -> None:
    with pytest.raises(error):
        move(data, Unit(RIVER, 2023), key_of(data, "柳河街道.txt"), to, ACT)
    assert standing(data) == BOTH


def test_nothing_is_done_without_a_name_or_a_reason_or_a_version(data: Path) -> None:
    for act, error in ((Act("", "核对"), NoName), (Act("王晓", " "), NotPlaced)):
        with pytest.raises(error):
            withdraw(data, Unit(EAST, 2023), act)
    for report in ("", "ab", "0" * 64, key_of(data, "柳河街道.txt")):
        with pytest.raises(NotPlaced):
            take_as_current(data, Unit(EAST, 2023), report, ACT)
    with pytest.raises(NotPlaced):
        take_as_current(data, Unit(EAST, 2023), key_of(data, "东岭镇改.txt"), ACT)
    with pytest.raises(NotPlaced):
        withdraw(data, Unit(FAR, 2023), ACT)
    assert standing(data) == BOTH


def test_a_report_that_was_moved_is_corrected_and_keeps_its_units(data: Path) -> None:
    moving_far(data)
    correct_figure(data, Review(FAR, 2022, "narrative.proactive_total", "78", "来函", "王晓"))
    value = "select value::integer from figures join reports using (report_id)"
    value += " where place_id = $p and figure_id = 'proactive_total'"
    assert stored(data, value, {"p": FAR}) == [(78,)]
    filed = publication.ask(data, "filed_reports")
    for code in (RIVER, FAR):
        with pytest.raises(BrokenRegister):
            change_units(data, {code: None}, ACT, {}, filed)


def test_an_act_that_a_crash_kept_from_the_database_is_not_overwritten(data: Path) -> None:
    before = publication.pointed_at(data)
    kept = copytree(publication.folder(data), data.parent / "warehouse")
    withdrawal(data)
    shutil.rmtree(publication.folder(data))
    kept.rename(publication.folder(data))
    assert publication.pointed_at(data) == before
    assert not is_up_to_date(data)
    with pytest.raises(ChangedMeanwhile, match="王晓在"):
        withdraw(data, Unit(EAST, 2023, key_of(data, "东岭镇改.txt")), Act("李四", "重复"))


def test_who_brought_a_file_is_known(data: Path) -> None:
    found = stored(data, "select file_name, who from imports order by seq")
    assert found == [("东岭镇.txt", "赵敏"), ("柳河街道.txt", "赵敏"), ("东岭镇改.txt", "")]


def test_a_choice_of_a_report_that_is_gone_counts_for_nothing(data: Path) -> None:
    restoring(data)
    (gone,) = [o for o in originals(data) if key_of(data, "东岭镇.txt")[:64] in o.name]
    gone.path.unlink()
    rebuilt(data)
    assert standing(data) == BOTH
