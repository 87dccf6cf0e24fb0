"""An administrator makes a backup from a page and takes it along; it comes back whole."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import copytree

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.data.safekeeping import backups
from dashboard.queries import reader
from etl.pipeline.safekeeping.restore_backup import restore
from etl.storage.files import durable
from etl.storage.people import sessions
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, accounts, add
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act
from tests.dashboard.conftest import Open
from tests.dashboard.test_people import tried
from tests.etl.pipeline.test_place_report import base, rebuilt, state

__all__ = ["base"]


RECORDS = ["取出为 Excel", "取出为 CSV"]


def labels_of(app: AppTest) -> list[str]:
    return [button.label for button in app.download_button]


@pytest.fixture
def data(base: Path, tmp_path: Path) -> Path:
    return copytree(base, tmp_path / "data")


def test_a_backup_from_the_page_comes_back_whole(data: Path, tmp_path: Path, opened: Open) -> None:
    app = opened(data, "backup")
    assert app.header[0].value == "还没有在这里做过备份"
    assert labels_of(app) == RECORDS
    for _ in range(2):
        durable.write_new(data / backups.FOLDER / "政务公开年报_备份_20200101-000000.zip", b"older")
        app.default_timeout = 120
        next(button for button in app.button if button.label == "现在备份").click().run()
        assert not app.exception
        assert not app.error
        assert app.header[0].value.startswith("最近一次备份：2")
        assert app.success[0].value.startswith("已备份")
        assert labels_of(app) == ["下载备份", *RECORDS]
        (newest,) = backups.made()
        assert [p.name for p in (data / backups.FOLDER).iterdir()] == [newest.name]
    (made,) = backups.made()
    fresh = tmp_path / "fresh"
    restore(fresh, made)
    rebuilt(fresh)
    assert state(fresh) == state(data)
    assert not (fresh / backups.FOLDER).exists()


def test_only_administrators_make_and_see_backups(
    data: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, role in (("王晓", ADMINISTRATOR), ("李四", OFFICIAL)):
        add(data, name, role, first_password(), Act("王晓"))
    monkeypatch.setenv(reader.LOGIN, "1")
    app = opened(data, "backup")
    shown = {}
    for name in ("王晓", "李四"):
        token = sessions.begin(data, accounts(data)[name], "", time.time())
        shown[name] = [button.label for button in tried(app, token).button]
        assert labels_of(app) == (RECORDS if name == "王晓" else [])
    assert "现在备份" in shown["王晓"]
    assert "现在备份" not in shown["李四"]
    assert app.header[0].value == "备份由管理账号来做"
