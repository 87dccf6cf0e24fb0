"""Accounts on the command line: passwords are read, never words of it; changes are logged."""

from __future__ import annotations

import time
from pathlib import Path

from click.testing import CliRunner, Result

from etl.cli import main
from etl.storage.people.sessions import log_in
from etl.storage.records.change_log import changes
from etl.storage.records.store import reading

GOOD, OTHER = "青禾 梯田 七点钟 拖拉机", "correct-horse-battery-staple-9"


def run(data: Path, *arguments: str, said: str = "") -> Result:
    words = ["user", *arguments, "--data", str(data)]
    return CliRunner().invoke(main, words, input=said, catch_exceptions=False)


def test_accounts_are_made_changed_ended_and_removed(tmp_path: Path) -> None:
    assert run(tmp_path, "add", "王晓", "--role", "管理", said=f"{GOOD}\n").exit_code == 0
    assert run(tmp_path, "add", "李四", "--role", "查看", said=f"{OTHER}\r\n").exit_code == 0
    log_in(tmp_path, "李四", OTHER, "192.0.2.1", time.time())
    assert "李四（查看），1 处登录" in run(tmp_path, "list").output
    done = run(tmp_path, "role", "李四", "--role", "经办", "--by", "王晓", "--why", "接手")
    assert done.output == "李四的权限现为经办。\n"
    run(tmp_path, "end", "李四")
    assert run(tmp_path, "list").output.splitlines() == ["李四（经办）", "王晓（管理）"]
    run(tmp_path, "password", "李四", said=f"{GOOD}\n")
    log_in(tmp_path, "李四", GOOD, "192.0.2.1", time.time())
    run(tmp_path, "remove", "李四")
    assert run(tmp_path, "list").output == "王晓（管理）\n"
    with reading(tmp_path) as connection:
        log = [(c.key, c.who, c.why) for c in changes(connection, kind="users")]
    assert log[:3] == [("王晓", "命令行", ""), ("李四", "命令行", ""), ("李四", "王晓", "接手")]
    assert len(log) == 6


def test_what_cannot_be_done_is_said_in_words(tmp_path: Path) -> None:
    refused = run(tmp_path, "add", "王晓", "--role", "管理", said="12345678\n")
    assert refused.exit_code == 1
    assert "容易被猜中" in refused.output
    assert "12345678" not in refused.output
    assert "没有账号" in run(tmp_path, "end", "无人").output
    run(tmp_path, "add", "王晓", "--role", "管理", said=f"{GOOD}\n")
    assert "没有能管理账号的人" in run(tmp_path, "role", "王晓", "--role", "查看").output
    assert run(tmp_path, "add", "李四", "--role", "超级", said=f"{GOOD}\n").exit_code == 2
    assert "--password" not in run(tmp_path, "add", "--help").output
