"""Logging in by an identity provider, a process of its own that speaks OpenID Connect."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from shutil import copytree
from urllib.parse import parse_qs, urlencode, urlsplit

import click
import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from dashboard.server.protection import single_sign_on
from etl.storage.people import sessions
from etl.storage.people.accounts import (
    ADMINISTRATOR,
    OFFICIAL,
    BadAccount,
    accounts,
    add,
    end_sessions,
    set_identity,
)
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act
from tests.browser.chromium import free_port, served
from tests.readers import Reader

pytest.importorskip("authlib")
pytest.importorskip("oidc_provider_mock")
SUBJECT, STRANGER = "li-si-0042", "nobody-<b>7"
OURS = {
    "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
    "cookie_secret": "k" * 40,
    "client_id": "gongkai",
    "client_secret": "secret",
    "server_metadata_url": "http://127.0.0.1:{at}/.well-known/openid-configuration",
}


def written(data: Path, **said: str) -> None:
    lines = [f'{name} = "{value}"' for name, value in said.items()]
    (data / single_sign_on.SECRETS).write_text("\n".join(["[auth]", *lines, ""]), "utf-8")


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    """Yield the port of a provider that gives nothing for a code without its verifier."""
    port = free_port()
    command = [sys.executable, "-m", "tests.dashboard.server.pkce_provider", str(port)]
    with subprocess.Popen(command) as process:
        for _ in range(120):
            try:
                HTTPConnection("127.0.0.1", port, timeout=2).connect()
                break
            except OSError:
                time.sleep(0.5)
        yield port
        process.terminate()


@pytest.fixture(scope="module")
def data(full_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = copytree(full_data, tmp_path_factory.mktemp("sign") / "data")
    for name, role in (("王晓", ADMINISTRATOR), ("李四", OFFICIAL)):
        add(data, name, role, first_password(), Act("王晓"))
    set_identity(data, "李四", SUBJECT, Act("王晓", "统一身份"))
    return data


@pytest.fixture(scope="module")
def address(data: Path, provider: int) -> Iterator[str]:
    port = free_port()
    written(data, **{n: v.format(port=port, at=provider) for n, v in OURS.items()})
    with served(data, "--host", "gongkai.example.cn", port=port) as served_at:
        yield served_at


class Visitor:
    """A browser that keeps the cookies of our server and follows nothing by itself."""

    def __init__(self, address: str) -> None:
        self.address, self.cookies = address, dict[str, str]()

    def get(self, path: str, **headers: str) -> HTTPResponse:
        said = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = asked(f"{self.address}{path}", "GET", Cookie=said, Accept="text/html", **headers)
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer

    def sign_on(self, subject: str, challenge: str = "") -> str:
        """Go to the provider, with another challenge of PKCE if any, and say who one is.

        Return the way back.
        """
        there = self.get("/auth/login").getheader("Location", "")
        said = parse_qs(urlsplit(there).query)
        assert {"state", "nonce"} <= said.keys()
        assert said["code_challenge_method"] == ["S256"]
        (ours,) = said["code_challenge"]
        there = there.replace(ours, challenge or ours)
        sent = {"Content-Type": "application/x-www-form-urlencoded"}
        back = asked(there, "POST", urlencode({"sub": subject}), **sent).getheader("Location", "")
        assert back.startswith(f"{self.address}/oauth2callback?")
        return back.removeprefix(self.address)

    @property
    def token(self) -> str:
        return self.cookies.get("gongkai_session", "")


def asked(url: str, method: str, body: str = "", **headers: str) -> HTTPResponse:
    at = urlsplit(url)
    connection = HTTPConnection(at.netloc, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, f"{at.path}?{at.query}", body or None, named)
    answer = connection.getresponse()
    answer.text = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
    return answer


def session(data: Path, token: str) -> sessions.Session | None:
    return sessions.find(data, sessions.digest_of(token), time.time())


def test_who_is_proven_by_the_provider_has_a_session_of_the_account(
    address: str, data: Path
) -> None:
    visitor = Visitor(address)
    assert 'href="/auth/login"' in visitor.get("/login").text  # type: ignore[attr-defined]
    answer = visitor.get(visitor.sign_on(SUBJECT))
    assert (answer.status, answer.getheader("Location")) == (303, "/")
    begun = session(data, visitor.token)
    assert begun
    assert (begun.account.name, begun.account.role, begun.is_first) == ("李四", OFFICIAL, False)
    # Neither who it is nor the provider's tokens go to the browser.
    assert [name for name in visitor.cookies if "streamlit_user" in name] == []
    (cookie,) = [c for c in answer.headers.get_all("Set-Cookie", []) if "gongkai_session" in c]
    assert {"httponly", "samesite=strict"} <= {p.strip().lower() for p in cookie.split(";")}
    assert visitor.get("/").status == 200
    asyncio.run(reads_as(address, visitor.token, "李四（经办）"))
    end_sessions(data, "李四", Act("王晓", "离岗"))
    assert visitor.get("/").status == 303


async def reads_as(address: str, token: str, shown: str) -> None:
    async with Reader(address, token=token) as reader:
        assert (await reader.run("")).failures == ()
        assert reader.named("button", "account").label == shown
        assert (await reader.run("users")).failures == ()


def test_who_has_no_account_is_told_as_whom_the_provider_knows_them(
    address: str, data: Path
) -> None:
    visitor, before = Visitor(address), len(sessions.sessions(data, time.time()))
    answer = visitor.get(visitor.sign_on(STRANGER))
    assert answer.status == 403
    assert "nobody-&lt;b&gt;7" in answer.text  # type: ignore[attr-defined]
    assert visitor.token == ""
    assert len(sessions.sessions(data, time.time())) == before
    assert visitor.get("/").getheader("Location", "").startswith("/login")


def test_a_code_is_worth_nothing_without_the_verifier_of_who_asked_for_it(
    address: str, data: Path
) -> None:
    asked_for, before = set[str](), len(sessions.sessions(data, time.time()))
    for challenge in ("x" * 43, "", ""):
        visitor = Visitor(address)
        answer = visitor.get(visitor.sign_on(SUBJECT, challenge))
        assert (answer.status == 303) is not bool(challenge)
        assert bool(visitor.token) is not bool(challenge)
        there = visitor.get("/auth/login").getheader("Location", "")
        asked_for |= set(parse_qs(urlsplit(there).query)["code_challenge"])
    assert len(asked_for) == 3
    assert len(sessions.sessions(data, time.time())) == before + 2


def test_a_way_back_that_is_not_ones_own_or_was_gone_before_opens_nothing(
    address: str, data: Path
) -> None:
    first, other = Visitor(address), Visitor(address)
    back = first.sign_on(SUBJECT)
    other.sign_on(SUBJECT)
    # The state of another browser, a forged one, a forged code, none at all, a refusal.
    forged = re.sub(r"state=[^&]*", "state=x", back)
    for path in (back, forged, "/oauth2callback", "/oauth2callback?error=access_denied&state=x"):
        answer = other.get(path)
        assert (answer.status, other.token) == (401, ""), path
        assert "没有完成" in answer.text  # type: ignore[attr-defined]
    mine = Visitor(address)
    wrong = re.sub(r"code=[^&]*", "code=x", mine.sign_on(SUBJECT))
    assert (mine.get(wrong).status, mine.token) == (401, "")
    assert first.get(back).status == 303
    again = first.token
    assert first.get(back).status == 401
    assert first.token == again


def test_a_cookie_of_streamlit_alone_is_no_login(address: str) -> None:
    visitor = Visitor(address)
    visitor.cookies["_streamlit_user"] = "forged"
    assert visitor.get("/").status == 303
    assert asked(f"{address}/auth/login", "POST").status == 401
    assert visitor.get("/auth/logout").getheader("Location", "").startswith("/login")


def test_a_provider_that_does_not_answer_is_told_in_words(data: Path, tmp_path: Path) -> None:
    copied = copytree(data, tmp_path / "data")
    port = free_port()
    written(copied, **{n: v.format(port=port, at=free_port()) for n, v in OURS.items()})
    with served(copied, "--host", "gongkai.example.cn", port=port) as address:
        answer = Visitor(address).get("/auth/login")
    assert answer.status == 502
    assert "连不上" in answer.text  # type: ignore[attr-defined]


def test_an_identity_is_of_one_account_and_ends_its_sessions(
    full_data: Path, tmp_path: Path
) -> None:
    data = copytree(full_data, tmp_path / "data")
    for name in ("王晓", "李四"):
        add(data, name, ADMINISTRATOR, first_password(), Act("王晓"))
    token = sessions.begin(data, accounts(data)["李四"], "", time.time())
    set_identity(data, "李四", SUBJECT, Act("王晓"))
    assert session(data, token) is None
    with pytest.raises(BadAccount, match="已经是账号“李四”的"):
        set_identity(data, "王晓", SUBJECT, Act("王晓"))
    for wrong in ("两 个", " x", "a\nb", "x" * 256):
        with pytest.raises(BadAccount, match="不是统一身份"):
            set_identity(data, "王晓", wrong, Act("王晓"))
    set_identity(data, "李四", "", Act("王晓"))
    set_identity(data, "王晓", SUBJECT, Act("王晓"))
    assert [a.identity for a in accounts(data).values()] == ["", SUBJECT]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("client_secret", "", "缺少：client_secret"),
        ("cookie_secret", "short", "32 个随机字符"),
        ("redirect_uri", "http://gongkai.example.cn/oauth2callback", "redirect_uri 要以 https"),
        ("redirect_uri", "https://gongkai.example.cn/x", "以 /oauth2callback 结尾"),
        ("server_metadata_url", "http://id.example.cn/x", "server_metadata_url 要以 https"),
    ],
)
def test_what_is_lacking_or_unsafe_is_refused_at_the_start(
    name: str, value: str, said: str, tmp_path: Path
) -> None:
    written(tmp_path, **{n: v.format(port=1, at=2) for n, v in OURS.items()} | {name: value})
    before = config.get_option("secrets.files")
    try:
        config.set_option("secrets.files", [str(tmp_path / single_sign_on.SECRETS)])
        secrets_singleton._reset()
        with pytest.raises(click.UsageError, match=said):
            single_sign_on.check()
    finally:
        config.set_option("secrets.files", before)
        secrets_singleton._reset()
