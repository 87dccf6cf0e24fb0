"""The name is asked for once: it fills every form, outlives the visit, and is no markup."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from urllib.parse import quote

import pytest

from dashboard.components.name_field import TYPED
from dashboard.data.accounts.own_name import NAME, name_in
from etl.storage.decisions.review_decisions import newest
from etl.storage.records.change_log import LONGEST_NAME
from tests.dashboard.conftest import Open, app_on
from tests.dashboard.test_quality import an_error, decided

HOSTILE = "<b>王_晓</b> :red[x] $1$ "


@pytest.mark.parametrize(
    ("cookie", "name"),
    [
        (quote("王晓"), "王晓"),
        (quote(HOSTILE), HOSTILE.strip()),
        (quote("王\n\x1b[31m\u202e晓"), "王 [31m 晓"),
        (quote("王" * 41), "王" * LONGEST_NAME),
        ("%E7%8E", ""),
        ("%ED%A0%80", ""),
        ("x" * 10_000, ""),
        ("", ""),
    ],
)
def test_a_cookie_says_a_name_on_one_line_or_none(cookie: str, name: str) -> None:
    assert name_in(cookie) == name


def test_the_name_given_once_fills_forms_and_is_carried_by_acts(
    full_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copytree(full_data, tmp_path / "data")
    monkeypatch.setenv("GONGKAI_DATA", str(data))
    app = app_on("quality", finding=an_error(data)).run()
    app.text_input(key=TYPED).set_value(HOSTILE)
    next(b for b in app.button if b.label == "记住").click().run()
    assert not app.exception
    assert app.session_state[NAME] == HOSTILE.strip()
    assert app.text_input(key="who").value == HOSTILE.strip()
    decided(app, "确认是问题", who="")
    assert {made.who for made in newest(data / "sample").values()} == {HOSTILE.strip()}
    app.text_input(key=TYPED).set_value("李四")
    next(b for b in app.button if b.label == "记住").click().run()
    assert app.text_input(key="who").value == "李四"


def test_the_first_form_that_asks_is_enough(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "quality", finding=an_error(full_data))
    assert app.text_input(key="who").value == ""
    decided(app, "不采纳", who="李四")
    assert app.session_state[NAME] == "李四"
    assert app.run().text_input(key=TYPED).value == "李四"
