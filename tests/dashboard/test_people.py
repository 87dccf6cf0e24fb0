"""Whose act it is: the account's, whatever was typed; and who only reads changes nothing."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import dashboard.data
from dashboard.data import unit_register
from dashboard.data.accounts import change_log, user_accounts
from dashboard.data.decisions import (
    candidates,
    joint_documents,
    returns,
    review_decisions,
    unit_notes,
)
from dashboard.data.files import archive, import_job, waiting_files
from dashboard.data.office import files
from dashboard.data.safekeeping import backups, frozen, records_back
from dashboard.pages import modules
from dashboard.queries import reader
from dashboard.queries.selection import Selection
from etl.domain.errors import ReportError
from etl.storage.decisions.corrections import Correction
from etl.storage.decisions.frozen_years import FrozenYear
from etl.storage.decisions.joint_documents import JointDocuments
from etl.storage.decisions.returns import Return
from etl.storage.decisions.review_decisions import Decision, Verdict, newest
from etl.storage.decisions.senders import Signature
from etl.storage.files import uploads
from etl.storage.own_files.kept import RUBRIC, Which
from etl.storage.people import sessions
from etl.storage.people.accounts import ADMINISTRATOR, NAMES, OFFICIAL, READER, accounts, add
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act, changes
from etl.storage.records.store import reading
from tests.dashboard.conftest import Open

FORGED = "冒名的人"
REPORT = {
    "sha256": "ab" * 32, "place_id": "990102200", "year": 2024, "address": "a.b.c", "raw": "3",
    "name": "李四", "version": 1,
    "report_key": f"{'ab' * 32}/990102200/2024",
}  # fmt: skip
EVERY_YEAR = Selection("990102", "松江县", (), (), (), 2024, 2024)
AT = datetime(2025, 2, 1)
SENT = Return(REPORT["report_key"], "990102200", 2024, "年报.txt", (), date(2025, 2, 1))
SHARED = JointDocuments(
    "990102", 2024, "article_20.normative_documents.issued", 1, ("990102200", "990102100"), 1
)
SAID = Correction("ab" * 32, "a.b.c", "3", "4", "来函", "990102200", "2024")


class Sent:
    """A file as the browser sends it."""

    name, size = "年报.txt", 1

    def getbuffer(self) -> memoryview:
        return memoryview(b"x")


def decided() -> Decision:
    return Decision("f", "s", Verdict.DISMISSED, "已核实", FORGED, datetime.now())


ACTS: dict[str, Callable[[], Any]] = {
    "archive.take": lambda: archive.take(REPORT, "", FORGED, "来函"),
    "archive.withdraw": lambda: archive.withdraw(REPORT, FORGED, "来函"),
    "archive.move": lambda: archive.move(REPORT, "", ("990102200", 2023, ""), FORGED, "来函"),
    "backups.make": lambda: [*backups.make()][-1]["message"],
    "candidates.answer": lambda: candidates.answer(REPORT, "4", "来函", FORGED),
    "candidates.take_back": lambda: candidates.take_back(SAID, FORGED),
    "change_log.undo": lambda: change_log.undo("1", FORGED, "重来"),
    "change_log.correct": lambda: change_log.correct(REPORT, REPORT, ("4", "来函", FORGED), 0),
    "files.save": lambda: files.save(Which(RUBRIC, "990102", 2024), None, 0, FORGED, "停用"),
    "frozen.freeze": lambda: frozen.freeze(EVERY_YEAR, "定稿", FORGED, "审定"),
    "frozen.replayed": lambda: frozen.replayed(FrozenYear("a", "990102", 2024, "", AT, "")),
    "unit_notes.save_note": lambda: unit_notes.save_note(
        ("990102200", 2024), "备注", 0, FORGED, "来函"
    ),
    "joint_documents.save": lambda: joint_documents.save(SHARED, FORGED, "联合发文"),
    "joint_documents.remove": lambda: joint_documents.remove(SHARED, FORGED, "登记错了"),
    "import_job.bring_in": lambda: [*import_job.bring_in([Sent()])][-1]["message"],
    "import_job.cancel": lambda: import_job.cancel(waiting_upload()) and "done",
    "import_job.make_sample": import_job.make_sample,
    "records_back.preview": lambda: records_back.preview("记录.zip", b""),
    "records_back.bring": lambda: records_back.bring(
        records_back.Preview("记录.zip", {}, [], {}), FORGED, "取回"
    ),
    "returns.send_back": lambda: returns.send_back([], FORGED, "退回"),
    "returns.keep_sender": lambda: returns.keep_sender("990102", Signature("办公室"), 0, FORGED),
    "returns.close": lambda: returns.close(SENT, FORGED, "已改正"),
    "review_decisions.decide": lambda: review_decisions.decide(decided(), 0, ("", 0)),
    "unit_register.save": lambda: unit_register.save([], {}, FORGED, "核对"),
    "unit_register.save_deadlines": lambda: unit_register.save_deadlines(
        "990102", {2024: date(2025, 1, 20)}, {}, FORGED, "通知"
    ),
    "unit_register.add_unit": lambda: unit_register.add_unit(
        {"place_id": "990102299", "township": "西岭镇"}, FORGED, "漏登"
    ),
    "waiting_files.decide": lambda: waiting_files.decide(
        "ab" * 32, waiting_files.Choice(FORGED, "核实", dismiss=True)
    ),
    "waiting_files.restore": lambda: waiting_files.restore("ab" * 32, FORGED, "核实"),
    "user_accounts.listed": user_accounts.listed,
    "user_accounts.add": lambda: user_accounts.add("赵六", ADMINISTRATOR, (), "新"),
    "user_accounts.reset": lambda: user_accounts.reset("王晓", "忘记"),
    "user_accounts.change_role": lambda: user_accounts.change_role(REPORT, ADMINISTRATOR, (), "升"),
    "user_accounts.end_sessions": lambda: user_accounts.end_sessions("王晓", "结束"),
    "user_accounts.remove": lambda: user_accounts.remove("王晓", "离职"),
}
# Who calls one of these changes something; each is our own, or a step of what an act has begun.
CHANGING = {"Act", "called", "command", "record", "settle", "stage", "reserve", "take_back"}
STEPS = {"called", "command", "done_by", "published", "follow", "count_again", "build", "why_not"}


def waiting_upload() -> Path:
    """Return an upload that waits."""
    staged = uploads.reserve(import_job.data_folder(), 9)
    assert staged
    return staged


def outcomes() -> dict[str, object]:
    """Try every act and return what it says."""
    said: dict[str, object] = {}
    for name, act in ACTS.items():
        try:
            said[name] = act()
        except ReportError as error:
            said[name] = str(error)
    return said


def tried(app: AppTest, token: str) -> AppTest:
    app.user = {reader.SESSION: sessions.digest_of(token)} if token else {}
    app.default_timeout = 120
    app.run()
    assert not app.exception
    return app


def try_all() -> None:
    """Run as a page: every act, by whoever is logged in."""
    import streamlit as st

    from tests.dashboard.test_people import outcomes

    st.session_state["said"] = outcomes()


@pytest.fixture
def data(one_township_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = copytree(one_township_data, tmp_path / "data")
    for name, role in (("王晓", ADMINISTRATOR), ("李四", OFFICIAL), ("赵六", READER)):
        add(data, name, role, first_password(), Act("王晓"))
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    monkeypatch.setenv(reader.LOGIN, "1")
    return data


def token(data: Path, name: str) -> str:
    return sessions.begin(data, accounts(data)[name], "", time.time())


def log(data: Path) -> list[tuple[str, str]]:
    with reading(data) as connection:
        return [(change.kind, change.who) for change in changes(connection)]


@pytest.mark.parametrize("name", ["赵六", "no one", "ended"])
def test_who_only_reads_and_who_is_no_one_changes_nothing(
    data: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    had = token(data, "赵六") if name != "no one" else ""
    if name == "ended":
        had = token(data, "王晓")
        sessions.end(data, sessions.digest_of(had))
    before = log(data), {path: path.stat().st_size for path in data.rglob("*.csv")}
    said = tried(AppTest.from_function(try_all), had).session_state["said"]
    assert set(said) == set(ACTS)
    assert ("拒绝 赵六：权限不够" in capsys.readouterr().err) is (name == "赵六")
    assert said.pop("import_job.cancel") is False
    word = "权限" if name == "赵六" else "登录已经结束"
    assert {act: text for act, text in said.items() if word not in str(text)} == {}
    assert (log(data), {path: path.stat().st_size for path in data.rglob("*.csv")}) == before


def test_an_official_acts_in_the_name_of_the_account_and_makes_no_accounts(data: Path) -> None:
    def decide() -> None:
        import streamlit as st

        from dashboard.data.accounts.change_log import undo
        from dashboard.data.decisions.review_decisions import decide
        from tests.dashboard.test_people import ACTS, decided

        decide(decided(), 0, ("", 0))
        st.session_state["undone"] = undo("2", "冒名的人", "")
        ACTS["user_accounts.add"]()

    app = AppTest.from_function(decide)
    app.user = {reader.SESSION: sessions.digest_of(token(data, "李四"))}
    app.default_timeout = 120
    app.run()
    assert "您的账号没有“管理”权限" in app.exception[0].message
    assert newest(data)["f"].who == "李四"
    assert "您的账号没有“管理”权限" in app.session_state["undone"]
    assert accounts(data)["赵六"].role == READER


def test_every_function_that_changes_something_asks_who_it_is() -> None:
    found: set[str] = set()
    for path in Path(dashboard.data.__path__[0]).rglob("*.py"):
        if path.stem == "people":
            continue
        for function in ast.parse(path.read_text("utf-8")).body:
            if not isinstance(function, ast.FunctionDef) or function.name in STEPS:
                continue
            names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            names |= {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
            asks = names & {"acting", "act_of", "done_by", "allowed"} or (
                "may" in names and function.name != "is_about"
            )
            if names & CHANGING or asks:
                assert asks, f"{path.stem}.{function.name} does not ask who it is"
                found.add(f"{path.stem}.{function.name}")
    assert found - {"user_accounts.allowed"} == set(ACTS)


@pytest.mark.parametrize("page", ["submissions", "quality", "candidates", "register"])
def test_who_only_reads_is_offered_no_act(data: Path, opened: Open, page: str) -> None:
    app = logged_in(opened, data, "赵六", page)
    labels = {button.label for button in app.button} - {"清除", "会议"}
    assert labels == {f"赵六（{NAMES[READER]}）"}


def logged_in(opened: Open, data: Path, name: str, page: str, **query: str) -> AppTest:
    app = opened(data, page, **query)
    app.user = {reader.SESSION: sessions.digest_of(token(data, name))}
    app.run()
    assert not app.exception
    return app


def test_without_a_session_a_page_shows_nothing(data: Path, opened: Open) -> None:
    app = opened(data)
    assert [error.value for error in app.error] == ["登录已经结束，请重新登录。"]
    assert not app.title


def test_accounts_are_made_and_changed_on_their_page_and_logged(data: Path, opened: Open) -> None:
    (page,) = modules(for_administrators=True)
    assert page.PAGE.title == "用户"
    app = logged_in(opened, data, "王晓", "users")
    assert app.header[0].value == "3 个账号，其中 1 个正在登录"
    next(box for box in app.text_input if box.label == "姓名").set_value("<b>钱七")
    next(button for button in app.button if button.label == "增加").click().run()
    assert not app.exception
    first = app.code[0].value
    assert accounts(data)["<b>钱七"].role == OFFICIAL
    sessions.log_in(data, "<b>钱七", first, "192.0.2.1", time.time())
    app = logged_in(opened, data, "王晓", "users", user="李四")
    assert not app.code
    next(button for button in app.button if button.label == "移除账号").click().run()
    assert "李四" not in accounts(data)
    app = logged_in(opened, data, "王晓", "users", user="王晓")
    next(button for button in app.button if button.label == "移除账号").click().run()
    assert any("不能移除自己" in text.value for text in app.text)
    assert log(data)[-2:] == [("users", "王晓")] * 2
    shown = logged_in(opened, data, "王晓", "change_log").dataframe[0].value
    assert "账号" in set(shown["kind"])
    assert not logged_in(opened, data, "赵六", "change_log").dataframe
