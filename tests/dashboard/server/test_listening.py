"""Where the server listens, and what has to be said before others reach it."""

from __future__ import annotations

import socket
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dashboard.server.__main__ import main
from dashboard.server.listening import LOOPBACK_HOSTS, announce, listen, reach
from tests.browser.chromium import served
from tests.dashboard.server.sockets import handshake, status


@pytest.mark.parametrize(
    "options",
    [
        *(["--address", a] for a in ("0.0.0.0", "::", "192.0.2.7", "2001:db8::1")),
        ["--host", "gongkai.example.cn"],
    ],
    ids=lambda options: options[1],
)
def test_a_server_for_others_asks_to_log_in_and_needs_someone_who_can(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(tmp_path))
    if options[1] in ("0.0.0.0", "::"):
        options = [*options, "--host", "gongkai.example.cn"]
    ended = CliRunner().invoke(main, [*options, "--data", str(tmp_path)])
    assert ended.exit_code == 2
    assert "gongkai user add 姓名 --role 管理" in ended.output
    assert "--open" in ended.output


def test_an_open_server_says_what_that_means(capfd: pytest.CaptureFixture[str]) -> None:
    announce(reach("192.0.2.7", (), is_open=True), 8501)
    said = capfd.readouterr().err
    assert "不登录就能打开看板" in said
    assert "没有加密" in said
    announce(reach("127.0.0.1", ("gongkai.example.cn",), is_open=False), 8501)
    assert "要登录" in capfd.readouterr().err


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_all_addresses_need_a_list_of_names(address: str) -> None:
    with pytest.raises(click.UsageError, match="--host"):
        reach(address, (), is_open=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_needs_no_word(address: str) -> None:
    found = reach(address, (), is_open=False)
    assert found.hosts >= LOOPBACK_HOSTS
    assert not found.needs_login


def test_hosts_are_always_listed() -> None:
    assert reach("192.0.2.7", (), is_open=True).hosts == LOOPBACK_HOSTS | {"192.0.2.7"}
    named = ("Gongkai.Example.CN.", "公开.example", "10.1.2.3", "[2001:db8::1]")
    assert reach("0.0.0.0", named, is_open=True).hosts == LOOPBACK_HOSTS | {
        "gongkai.example.cn", "xn--55qw44a.example", "10.1.2.3", "2001:db8::1",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["*", "*.cn", "http://a.cn", "a.cn:80", "", "a b", "a" * 64, ".."])
def test_what_is_no_host_name_is_refused(name: str) -> None:
    with pytest.raises(click.UsageError):
        reach("0.0.0.0", (name,), is_open=True)


@pytest.mark.parametrize("address", ["gongkai.example.cn", "127.1", "*", ""])
def test_an_address_is_a_number_that_nobody_need_be_asked_for(address: str) -> None:
    with pytest.raises(click.UsageError, match="不是 IP 地址"):
        reach(address, (), is_open=True)


def test_a_port_in_use_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with listen("127.0.0.1", port) as found:
            assert found.getsockname()[1] > port


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(click.ClickException, match="无法在"):
        listen("192.0.2.1", 8501)


def test_an_open_server_answers_under_its_names_only(full_data: Path) -> None:
    options = ("--address", "0.0.0.0", "--open", "--host", "gongkai.example.cn")
    with served(full_data, *options) as address:
        assert status(address, "/", "Host: gongkai.example.cn") == 200
        assert handshake(address, "gongkai.example.cn", "https://gongkai.example.cn") == 101
        assert status(address, "/", "Host: other.example.cn") == 403
        assert status(address, "/", "Host: 0.0.0.0") == 403
