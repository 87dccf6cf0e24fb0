"""Who is confined to a county sees and changes nothing of another, by whatever way it is tried.

All that is of the other county is written with one rare sign, and its figures are of one kind.
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from dashboard import queries
from dashboard.data import unit_register
from dashboard.data.accounts import change_log
from dashboard.data.decisions import candidates, returns, review_decisions, unit_notes
from dashboard.data.files import archive, import_job, waiting_files
from dashboard.pages import modules
from dashboard.queries import reader
from etl.cli import main
from etl.domain.errors import ReportError
from etl.domain.place import Place
from etl.pipeline.acts.decide_waiting import dismiss_waiting
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Decision, Expected
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.safekeeping.freeze_year import freeze_year
from etl.storage.decisions import returns as stored_returns
from etl.storage.decisions.corrections import Correction
from etl.storage.decisions.returns import Point, Return
from etl.storage.decisions.review_decisions import Verdict
from etl.storage.decisions.senders import Signature
from etl.storage.decisions.unit_notes import set_note
from etl.storage.files import import_journal, uploads, waiting
from etl.storage.people import sessions
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, BadAccount, accounts, add
from etl.storage.people.accounts import change_role as give_role
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act, OutOfConfines, changes
from etl.storage.records.confines import VARIABLE, to_hand_over
from etl.storage.records.store import reading
from etl.storage.unit_register.deadlines import set_deadlines
from etl.warehouse import publication
from etl.warehouse.county_share import county_share
from tests.dashboard.conftest import Open
from tests.dashboard.test_hostile_text import shown
from tests.dashboard.test_queries import COUNTY, NAMES

OURS, THEIRS = "990301", "990302"
OUR_UNIT, THEIR_UNIT = "990301001", "990302001"
REGISTER = (
    "place_id,province,prefecture,county,township,type,aliases,valid_from,valid_to,successor\n"
    "990301001,甲省,丙市,邡沙县,邡坪镇,镇,,,,\n"
    "990301002,甲省,丙市,邡沙县,同心乡,乡,,,,\n"
    "990302001,甲省,丙市,鄢石县,鄢岭镇,镇,,,,\n"
    "990302002,甲省,丙市,鄢石县,鄢河街道,街道,,,,\n"
    "990302003,甲省,丙市,鄢石县,同心乡,乡,,,,\n"
)
REPORT = """{unit}{year}年政府信息公开工作年度报告
一、总体情况
{unit}全年主动公开政府信息{0}条，其中工作动态类{1}条、通知公告类{2}条，通过网站公开{3}条。
12345热线受理{4}件，办结{5}件，答复率99%。
二、存在的主要问题及改进情况
{unit}的信息更新不够及时，公开{6}条之后没有回访。
"""
SECRET = re.compile(r"鄢|(?<![0-9A-Za-z])7,?310,?4\d\d(?!\d)")
WORDS = ("岭镇", "石县", "7310", "主动公开", "回访", "热线", "工作动态", "同心", "办结", "73")
BY = "鄢经办"
PAGES = [module.__name__.rpartition(".")[2] for module in modules()]
ADDRESSES: tuple[dict[str, str | list[str]], ...] = (
    {"county": THEIRS, "township": [THEIR_UNIT, OUR_UNIT], "filed": f"{THEIR_UNIT}-2024",
     "act": "3", "by": BY, "q": "岭镇"},
    {"county": OURS, "township": THEIR_UNIT, "q": "7310", "from": "2023", "meeting": "1"},
)  # fmt: skip


def report(unit: str, year: int, first: int) -> str:
    return REPORT.format(*(first + n for n in range(7)), unit=unit, year=year)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder of two counties in which much was decided about the other one."""
    folder = tmp_path_factory.mktemp("two")
    data, given = folder / "data", folder / "given"
    data.mkdir()
    given.mkdir()
    (data / "places.csv").write_text(REGISTER, "utf-8")
    theirs = 7_310_400
    for n, (unit, first) in enumerate(
        (("邡坪镇", 30), ("鄢岭镇", theirs), ("鄢河街道", theirs + 20))
    ):
        for year in (2023, 2024):
            text = report(unit, year, first + 40 * n + year % 10)
            (given / f"{unit}{year}.txt").write_text(text, "utf-8")
    (given / "鄢岭镇2024再报.txt").write_text(report("鄢岭镇", 2024, theirs + 70), "utf-8")
    for name, unit in (("鄢来件", "鄢西乡"), ("鄢忽略", "鄢东乡"), ("鄢不明", "同心乡")):
        (given / f"{name}.txt").write_text(report(unit, 2024, theirs + 80), "utf-8")
    (given / "鄢坏.txt").write_text("", "utf-8")
    (given / "空白.txt").write_text(" ", "utf-8")
    for brought_by, pattern in (("张三", "邡*"), (BY, "鄢*"), ("李四", "空白*")):
        wanted = list(sources_in(sorted(given.glob(pattern))))
        import_reports.import_files(wanted, data, Expected(by=brought_by))
    ignored = next(e for e in waiting.entries(data) if e.file_name == "鄢忽略.txt")
    dismiss_waiting(data, ignored.sha256, Decision(BY, "鄢不收"))
    set_note(data, (THEIR_UNIT, 2024), "鄢备注", Act(BY, "鄢备注"), 0)
    set_deadlines(data, THEIRS, {2024: date(2025, 3, 7)}, Act(BY, "鄢通知"))
    sha256 = stored(data, "sha256", THEIR_UNIT)
    sent = Return(f"{sha256}/{THEIR_UNIT}/2024", THEIR_UNIT, 2024, "鄢岭镇2024.txt",
                  (Point("f", "error", "鄢问题", "鄢处"),), date(2031, 1, 1))  # fmt: skip
    stored_returns.send_back(data, [sent], Act(BY, "鄢退回"))
    import_reports.rebuild(data)
    freeze_year(data, THEIRS, 2024, "鄢定稿", Act(BY, "鄢审定"))
    add(data, "总管", ADMINISTRATOR, first_password(), Act("总管"))
    add(data, "李四", OFFICIAL, first_password(), Act("总管"), counties=[OURS])
    add(data, "周五", OFFICIAL, first_password(), Act("总管"), counties=[OURS])
    add(data, "王晓", OFFICIAL, first_password(), Act("总管"))
    return data


def stored(data: Path, what: str, place_id: str) -> Any:
    path = publication.current_path(data)
    assert path
    with publication.reading(path) as connection:
        asked = f"select {what} from reports where place_id = ? and is_active and year = 2024"
        return connection.execute(asked, [place_id]).fetchall()[0][0]


@pytest.fixture
def data(both: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GONGKAI_DATA", str(both))
    monkeypatch.setenv(reader.LOGIN, "1")
    return both


def as_person(data: Path, app: AppTest, name: str) -> AppTest:
    token = sessions.begin(data, accounts(data)[name], "", time.time())
    app.user = {reader.SESSION: sessions.digest_of(token)}
    app.default_timeout = 300
    app.run()
    assert not app.exception, app.exception
    return app


def screen(app: AppTest) -> str:
    """Return all that a screen sent to the browser, tables and charts with it."""
    sent = [proto.SerializeToString() for _, proto in shown(app._tree)]
    tables = [frame.value.to_csv() for frame in app.dataframe]
    return "\n".join([*tables, *(one.decode("utf-8", "replace") for one in sent)])


@pytest.mark.parametrize("page", PAGES)
def test_no_page_at_any_address_shows_another_county(data: Path, opened: Open, page: str) -> None:
    told = ""
    for address in ADDRESSES:
        told = screen(as_person(data, opened(data, page, **address), "李四"))
        # The page of searching repeats the word that is searched.
        assert [told[max(0, m.start() - 60) : m.end() + 60] for m in SECRET.finditer(told)] == []
    assert page in ("definitions", "help", "backup", "start") or "邡" in told


def test_the_pages_do_show_the_other_county_to_who_is_not_confined(
    data: Path, opened: Open
) -> None:
    for page in ("overview", "register", "change_log", "submissions"):
        told = screen(as_person(data, opened(data, page, county=THEIRS), "王晓"))
        assert SECRET.findall(told)


def test_refused_files_are_shown_to_who_brought_them_and_to_who_is_not_confined(
    data: Path, opened: Open
) -> None:
    for page in ("submissions", "overview"):
        told = {
            who: screen(as_person(data, opened(data, page), who))
            for who in ("李四", "周五", "王晓")
        }
        seen = {
            who: {name for name in ("空白.txt", "鄢坏.txt") if name in said}
            for who, said in told.items()
        }
        assert seen == {"李四": {"空白.txt"}, "周五": set(), "王晓": {"空白.txt", "鄢坏.txt"}}, page


def generated(number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield questions with parameters that mean the other county, or some of it."""
    random = Random(19)  # noqa: S311
    pools: dict[str, list[Any]] = {
        "county": [THEIRS, OURS], "townships": [(), (THEIR_UNIT,), (THEIR_UNIT, OUR_UNIT)],
        "from_year": [2023, 2024], "to_year": [2024], "words": [[word] for word in WORDS],
        "axis": ["category", "channel"], "narrative": [f"{THEIR_UNIT}-2024", f"{OUR_UNIT}-2024"],
        "compared_series": [(THEIR_UNIT, OUR_UNIT), (THEIR_UNIT, "990302002")],
        "compared_years": [(2023, 2024)], "places": [(THEIR_UNIT,), (THEIR_UNIT, "990302002")],
        "unit": [THEIR_UNIT, "990302002"], "place_id": [THEIR_UNIT, "990302003"],
        "report": list(range(12)), "report_before": list(range(12)), "most": [50],
        "year": [2023, 2024], "at_least": [0, 1], "page_rows": [1000],
        "returns": [[{"report_key": f"x/{THEIR_UNIT}/2024", "place_id": THEIR_UNIT, "year": 2024}]],
    }  # fmt: skip
    for _ in range(number):
        for name in NAMES:
            yield name, COUNTY | {key: random.choice(pool) for key, pool in pools.items()}


def leaks_of_questions(rounds: int) -> tuple[int, list[str]]:
    """Try questions, searches and what is taken along; return how many, and what leaked."""
    tried, leaked, answered = 0, [], 0
    for name, given in generated(rounds):
        found = queries.ask(name, **given)
        tried, answered = tried + 1, answered + bool(len(found))
        leaked += [f"{name} {given}"] * bool(SECRET.search(found.to_csv()))
    package = zipfile.ZipFile(io.BytesIO(queries.whole_package(queries.version())))
    for name in package.namelist():
        tried += 1
        leaked += [f"package {name}"] * bool(SECRET.search(package.read(name).decode()))
    assert answered > tried / 4
    return tried, leaked


def try_questions(rounds: int) -> None:
    import streamlit as st

    from tests.dashboard.test_confined import leaks_of_questions

    st.session_state["said"] = leaks_of_questions(rounds)


def test_a_thousand_questions_about_another_county_are_answered_by_nothing_of_it(
    data: Path,
) -> None:
    app = as_person(data, AppTest.from_function(try_questions, kwargs={"rounds": 12}), "李四")
    tried, leaked = app.session_state["said"]
    assert tried >= 1000
    assert leaked == []
    app = as_person(data, AppTest.from_function(try_questions, kwargs={"rounds": 1}), "王晓")
    _, leaked = app.session_state["said"]
    assert len(leaked) > 10


def test_every_table_is_someones_or_the_same_for_all(data: Path) -> None:
    path = publication.current_path(data)
    assert path
    with publication.reading(path) as whole, county_share(str(path), [OURS]) as mine:
        asked = (
            "select table_name from duckdb_tables() union"
            " select view_name from duckdb_views() where not internal"
        )
        names = {name for (name,) in whole.execute(asked).fetchall()}
        assert names == {name for (name,) in mine.execute(asked).fetchall()}
        for name in names:
            assert not SECRET.search(mine.execute(f'from "{name}"').df().to_csv()), name
    with county_share(str(path), [OURS, THEIRS]) as both_of_them:
        units = both_of_them.execute("select count(*) from places").fetchone()
        assert units == (5,)


class Sent:
    """A file of the other county as the browser sends it."""

    name, size = "鄢岭镇2022.txt", 9

    def getbuffer(self) -> memoryview:
        return memoryview(report("鄢岭镇", 2022, 7_310_490).encode())


def acts_on_theirs() -> dict[str, Callable[[], Any]]:
    """Return acts about the other county as a forged browser would send them."""
    data = queries.data_folder()
    sha256 = stored(data, "sha256", THEIR_UNIT)
    version = {
        "report_key": f"{sha256}/{THEIR_UNIT}/2024", "place_id": THEIR_UNIT, "year": 2024,
        "address": "narrative.proactive_total", "raw": "7310404", "sha256": sha256,
    }  # fmt: skip
    place = Place(THEIR_UNIT, "甲省", "丙市", "鄢石县", "改名镇", "镇")
    with reading(data) as connection:
        done = [change for change in changes(connection) if change.place_id.startswith(THEIRS)]
    return {
        "note": lambda: unit_notes.save_note((THEIR_UNIT, 2024), "改", 1, "", "改"),
        "deadline": lambda: unit_register.save_deadlines(
            THEIRS, {2024: date(2025, 4, 1)}, {f"{THEIRS}/2024": 1}, "", "改"
        ),
        "unit": lambda: unit_register.save(
            [unit_register.Difference(None, place, 0)], {THEIR_UNIT: 0}, "", "改"
        ),
        "new unit": lambda: unit_register.add_unit(
            {"place_id": "990302009", "province": "甲省", "prefecture": "丙市", "county": "鄢石县",
             "township": "新镇", "type": "镇"}, "", "改",
        ),
        "decide": lambda: review_decisions.decide(
            review_decisions.Decision("f", "s", Verdict.DISMISSED, "改", "", datetime.now()),
            0, (THEIR_UNIT, 2024),
        ),
        "candidate": lambda: candidates.answer(version, "4", "改", ""),
        "candidate back": lambda: candidates.take_back(
            Correction(sha256, "a.b.c", "3", "4", "改", THEIR_UNIT, "2024"), ""
        ),
        "return": lambda: returns.send_back(
            [Return("x/990302002/2024", "990302002", 2024, "x", (Point("f", "error", "t", ""),),
                    date(2031, 1, 1))], "", "改",
        ),
        "sender": lambda: returns.keep_sender(THEIRS, Signature("改"), 0, ""),
        "close": lambda: returns.close(
            next(iter(stored_returns.load_returns(data)[0].values())), "", "改"
        ),
        "withdraw": lambda: archive.withdraw(version, "", "改"),
        "undo": lambda: change_log.undo(str(done[0].act), "", "改"),
        "import": lambda: [
            step["entry"]
            for step in import_job.bring_in([Sent()], county=THEIRS)
            if step.get("entry")
        ][-1],
        "settle": lambda: waiting_files.decide(
            waiting.entries(data)[0].sha256, waiting_files.Choice("", "改", THEIR_UNIT, 2022)
        ),
    }  # fmt: skip


def outcomes() -> dict[str, Any]:
    """Try every act and return what it says."""
    said: dict[str, Any] = {}
    for name, act in acts_on_theirs().items():
        try:
            said[name] = act()
        except ReportError as error:
            said[name] = str(error)
    return said


def try_acts() -> None:
    import streamlit as st

    from tests.dashboard.test_confined import outcomes

    st.session_state["said"] = outcomes()


def state(data: Path) -> Any:
    """Return all that people decided, and what was filed, of the other county and in all."""
    with reading(data) as connection:
        log = [(c.act, c.kind, c.key) for c in changes(connection) if c.kind != "users"]
    filed = [e for e in import_journal.entries(data) if e.outcome != "waiting"]
    return log, filed, sorted(path.name for path in (data / "reports").rglob("*.*"))


REFUSED = re.compile("不属于您的账号所管的县|没有这个待核收的文件|有 0 份报告|不在名册中")


def test_no_act_on_another_county_is_done_and_each_says_why_not(
    both: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(both, tmp_path / "data")
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    monkeypatch.setenv(reader.LOGIN, "1")
    before = state(data)
    app = as_person(data, AppTest.from_function(try_acts), "李四")
    said = app.session_state["said"]
    brought = said.pop("import")
    assert (brought["outcome"], brought["near"]) == ("waiting", [])
    assert "不在名册中" in brought["message"]
    assert {name: text for name, text in said.items() if not REFUSED.search(str(text))} == {}
    assert [text for text in [*said.values(), brought["message"]] if "鄢" in str(text)] == [
        brought["message"]
    ]
    assert state(data) == before


def test_the_command_line_started_for_a_person_is_bound_like_the_person(
    both: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(both, tmp_path / "data")
    before = state(data)
    with reading(data) as connection:
        numbers = sorted({c.act for c in changes(connection) if c.kind != "users"})
    sha256 = stored(data, "sha256", THEIR_UNIT)
    ours = stored(data, "sha256", OUR_UNIT)
    tray = [entry.sha256 for entry in waiting.entries(data)]
    by = ["--by=李四", "--why=改"]
    where = [THEIR_UNIT, "2024"]
    tries = [
        *(["undo", str(number), *by] for number in numbers),
        *(["decide", one, *by, *how] for one in tray
          for how in ([], ["--dismiss"], [f"--place={OUR_UNIT}"], [f"--place={THEIR_UNIT}"])),
        ["place", "withdraw", *where, *by],
        ["place", "take", *where, f"--file={sha256}", *by],
        ["place", "move", *where, f"--file={sha256}", f"--to={OUR_UNIT}", *by],
        ["place", "move", OUR_UNIT, "2024", f"--file={ours}", f"--to={THEIR_UNIT}", *by],
        ["correct", *where, "narrative.proactive_total", "3", *by],
        ["correct", "鄢岭镇", "2024", "narrative.proactive_total", "3", *by],
        ["freeze", THEIRS, "2024", "--name=改", *by],
    ]  # fmt: skip
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    for name, value in to_hand_over((OURS,)).items():
        monkeypatch.setenv(name, value)
    for words in tries:
        done = CliRunner().invoke(main, words)
        assert done.exit_code, words
        assert REFUSED.search(done.output), (words, done.output)
    monkeypatch.delenv(VARIABLE)
    assert state(data) == before


def test_an_interrupted_upload_stays_bound_and_a_report_moved_in_is_not_sent_back(
    both: Path, tmp_path: Path
) -> None:
    staged = uploads.reserve(tmp_path, 1)
    assert staged
    uploads.stage(staged, [], (), uploads.Known(counties=(OURS,)))
    assert uploads.read_upload(staged).counties == (OURS,)
    with pytest.raises(OutOfConfines):
        set_note(both, (THEIR_UNIT, 2024), "改", Act("李四", "改", counties=(OURS,)), 1)


def test_counties_of_an_account_are_set_on_its_page_and_bind_at_once(
    both: Path, tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(both, tmp_path / "data")
    monkeypatch.setenv(reader.LOGIN, "1")
    app = as_person(data, opened(data, "register"), "王晓")
    assert "鄢" in screen(app)
    admin = as_person(data, opened(data, "users", user="王晓"), "总管")
    next(box for box in admin.multiselect if box.label == "只管哪些县").set_value([OURS])
    next(box for box in admin.button if box.label == "改权限和县").click().run()
    assert accounts(data)["王晓"].counties == (OURS,)
    assert "鄢" not in screen(app.run())
    with pytest.raises(BadAccount, match="管全部县"):
        give_role(data, "王晓", ADMINISTRATOR, Act("总管"))
    with pytest.raises(BadAccount, match="不是县代码"):
        give_role(data, "王晓", OFFICIAL, Act("总管"), counties=["鄢石县"])
    give_role(data, "王晓", ADMINISTRATOR, Act("总管"), counties=())
    assert accounts(data)["王晓"].counties is None
    done = CliRunner().invoke(
        main, ["user", "add", "钱七", "--role=经办", "--county=鄢石县", f"--county={OURS}",
               f"--data={data}"], input=first_password(),
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert accounts(data)["钱七"].counties == (OURS, THEIRS)
    role = ["user", "role", "钱七", f"--data={data}"]
    assert CliRunner().invoke(main, [*role, "--role=查看"]).exit_code == 0
    assert accounts(data)["钱七"].counties == (OURS, THEIRS), "a role alone widens nothing"
    assert CliRunner().invoke(main, [*role, "--role=经办", "--county=全部"]).exit_code == 0
    assert accounts(data)["钱七"].counties is None
