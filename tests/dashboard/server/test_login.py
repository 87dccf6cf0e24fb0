"""Where others reach the server nothing is answered without a session but the login itself."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree
from urllib.parse import urlencode, urlsplit

import aiohttp
import pytest

from dashboard.pages import modules
from dashboard.server.protection.gate import named
from dashboard.server.protection.login import PAGES, STYLE, local
from etl.storage.people import sessions
from etl.storage.people.accounts import ADMINISTRATOR, OFFICIAL, READER, accounts, add
from etl.storage.people.passwords import first_password
from etl.storage.people.sessions import ABSOLUTE, IDLE, MOST_OF_ONE
from etl.storage.records.change_log import Act
from tests.browser.chromium import served
from tests.dashboard.server.sockets import status
from tests.readers import Failed, Reader

PASSWORDS = {name: first_password() for name in ("王晓", "李四", "赵六", "钱七")}
ROLES = {"王晓": ADMINISTRATOR, "李四": OFFICIAL, "赵六": READER, "钱七": READER}
ROUTES = """
import json
from dashboard.server.listening import Reach
from dashboard.server.serving import application
app = application(Reach("127.0.0.1", frozenset(), True), print)
print(json.dumps([route.path for route in app._build_starlette_app().routes]))
"""
UNKNOWN = (
    "/unknown", "/login/", "/LOGIN", "//login", "/login/../hotline", "/account/x", "/hotline/login",
    "/%6cogi", "/gongkai/login.css/../words.js", "/gongkai/session.js", "/static/js/x.js",
    "/favicon.ico",
)  # fmt: skip
WRONG = "x"
METHODS = ("GET", "PUT", "POST", "DELETE")


@pytest.fixture(scope="module")
def data(full_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = copytree(full_data, tmp_path_factory.mktemp("people") / "data")
    for name, password in PASSWORDS.items():
        add(data, name, ROLES[name], password, Act("王晓"), is_first=name == "钱七")
    return data


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    with served(data, "--host", "gongkai.example.cn") as served_at:
        yield served_at


def begun(data: Path, name: str = "李四", ago: float = 0) -> str:
    """Return the token of a session that was begun some seconds ago."""
    account = accounts(data)[name]
    return sessions.begin(data, account, "192.0.2.9", time.time() - ago)


def cookies_of_no_one(data: Path) -> dict[str, str]:
    ended = begun(data)
    sessions.end(data, sessions.digest_of(ended))
    return {
        "none": "",
        "forged": "A" * 43,
        "a digest": sessions.digest_of(begun(data)),
        "unused": begun(data, ago=IDLE + 1),
        "over": begun(data, ago=ABSOLUTE + 1),
        "ended": ended,
        "strange": "\"'; drop table users",
    }


@pytest.fixture(scope="module")
def paths() -> list[str]:
    """Return an address of each route of the application, of each page, and of none."""
    listed = subprocess.run(
        [sys.executable, "-c", ROUTES], capture_output=True, text=True, check=True
    )
    routes = [re.sub(r"\{[^}]+\}", "a", path) for path in json.loads(listed.stdout)]
    assert "/_stcore/stream" in routes
    pages = [module.__name__.rpartition(".")[2] for module in modules()]
    return sorted({"/", *routes, *(f"/{page}" for page in (*pages, "users")), *UNKNOWN} - {""})


def ask(
    address: str, path: str, method: str = "GET", body: str = "", **headers: str
) -> http.client.HTTPResponse:
    """Return an answer that was read to its end."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, named)
    answer = connection.getresponse()
    answer.text = answer.read().decode(errors="replace")  # type: ignore[attr-defined]
    connection.close()
    return answer


def sent(address: str, path: str, token: str = "", **said: str) -> http.client.HTTPResponse:
    """Return the answer to a form that was filled in."""
    headers = {"Origin": address, "Content-Type": "application/x-www-form-urlencoded"}
    if token:
        headers["Cookie"] = f"gongkai_session={token}"
    return ask(address, path, "POST", urlencode(said), **headers)


def token_in(answer: http.client.HTTPResponse) -> str:
    found = re.search(r"gongkai_session=([\w-]{43});", str(answer.headers))
    assert found
    return found[1]


@pytest.mark.parametrize(
    "kind", ["none", "forged", "a digest", "unused", "over", "ended", "strange"]
)
def test_without_a_session_only_the_login_is_answered(
    address: str, data: Path, paths: list[str], kind: str
) -> None:
    cookie = cookies_of_no_one(data)[kind]
    headers = {"Cookie": f"gongkai_session={cookie}", "Accept": "text/html", "Origin": address}
    wrong: list[tuple[str, str, int]] = []
    for path in paths if kind == "none" else paths[::9]:
        for method in METHODS:
            answer = ask(address, path, method, **headers)
            leads = answer.getheader("Location", "").startswith("/login")
            is_login = path in (*PAGES, STYLE)
            fine = leads or answer.status in (401, 403, 404, 405) or is_login
            shown = "gongkai/translate.js" in answer.text  # type: ignore[attr-defined]
            is_closed_to_all = answer.status == 404 and path.startswith("/_stcore/")
            if not fine or shown or (answer.status == 404 and not is_closed_to_all):
                wrong.append((method, path, answer.status))
    assert wrong == []
    assert ask(address, "/_stcore/health", **headers | {"Accept": "*/*"}).status == 401


@pytest.mark.parametrize("kind", ["none", "forged", "unused", "over", "ended"])
def test_without_a_session_no_websocket_opens(address: str, data: Path, kind: str) -> None:
    host = urlsplit(address).netloc
    cookie = cookies_of_no_one(data)[kind]
    headers = (
        f"Host: {host}", f"Origin: {address}", "Connection: Upgrade", "Upgrade: websocket",
        "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol: streamlit",
    )  # fmt: skip
    assert status(address, "/_stcore/stream", *headers, f"Cookie: gongkai_session={cookie}") == 403
    good = f"Cookie: gongkai_session={begun(data)}"
    assert status(address, "/_stcore/stream", *headers, good) == 101


def test_a_login_leads_to_what_was_asked_for_with_a_strict_cookie(address: str) -> None:
    away = ask(address, "/hotline?from=2022", Accept="text/html")
    assert (away.status, away.getheader("Location")) == (
        303,
        "/login?next=%2Fhotline%3Ffrom%3D2022",
    )
    form = ask(address, away.getheader("Location", ""))
    assert 'value="/hotline?from=2022"' in form.text  # type: ignore[attr-defined]
    assert form.getheader("Cache-Control") == "no-store"
    said = {"name": "李四", "password": PASSWORDS["李四"], "next": "/hotline?from=2022"}
    answer = sent(address, "/login", **said)
    assert (answer.status, answer.getheader("Location")) == (303, "/hotline?from=2022")
    *_, cookie = answer.headers.get_all("Set-Cookie", [])
    parts = {part.strip().lower() for part in cookie.split(";")}
    assert {"httponly", "samesite=strict", "path=/"} <= parts
    by_tls = ask(
        address, "/login", "POST", urlencode(said), Origin=address.replace("http", "https"),
        X_Forwarded_Proto="https",
    )  # fmt: skip
    *_, cookie = by_tls.headers.get_all("Set-Cookie", [])
    assert cookie.startswith("__Host-gongkai_session=")
    assert "; secure" in cookie.lower()


def test_a_wrong_password_is_told_in_words_and_shows_nothing_as_markup(address: str) -> None:
    answer = sent(address, "/login", name="<b>李四", password=WRONG)
    assert answer.status == 401
    assert "账号或密码不对" in answer.text  # type: ignore[attr-defined]
    assert "<b>李四" not in answer.text  # type: ignore[attr-defined]


def test_guessing_is_held_back_with_the_time_to_wait(address: str) -> None:
    answers = [sent(address, "/login", name="无人", password=WRONG) for _ in range(MOST_OF_ONE + 1)]
    assert [answer.status for answer in answers] == [401] * MOST_OF_ONE + [429]
    assert "15 分钟后再试" in answers[-1].text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("headers", "body", "answered"),
    [
        ({}, "name=a", 403),
        ({"Origin": "https://attacker.example"}, "name=a", 403),
        ({"Origin": "own"}, "name=" + "a" * 9000, 413),
        ({"Origin": "own"}, "&".join("x" * n for n in range(1, 9)), 400),
        ({"Origin": "own"}, "name=\xff", 400),
    ],
)
def test_a_form_from_elsewhere_and_one_that_is_none_are_refused(
    address: str, headers: Mapping[str, str], body: str, answered: int
) -> None:
    origin = {"Origin": address} if headers.get("Origin") == "own" else headers
    assert ask(address, "/login", "POST", body, **origin).status == answered


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [
        ("/hotline?from=2022", "/hotline?from=2022"), ("//attacker.example", "/"),
        ("https://attacker.example", "/"), ("/\\attacker.example", "/"), ("/a\r\nb", "/"),
        ("", "/"), ("/login?next=/", "/"), ("/logout", "/"),
    ],
)  # fmt: skip
def test_a_login_leads_nowhere_else(wanted: str, led_to: str) -> None:
    assert local(wanted) == led_to


def test_a_link_from_elsewhere_is_asked_for_once_more_by_ourselves(address: str) -> None:
    answer = ask(address, "/hotline", Accept="text/html", Sec_Fetch_Site="cross-site")
    assert 'http-equiv="refresh"' in answer.text  # type: ignore[attr-defined]
    assert "translate.js" not in answer.text  # type: ignore[attr-defined]


def test_logging_in_ends_the_session_of_before_and_logging_out_ends_it(
    address: str, data: Path
) -> None:
    former = begun(data)
    said = {"name": "李四", "password": PASSWORDS["李四"]}
    token = token_in(sent(address, "/login", former, **said))
    assert [alive(data, t) for t in (former, token)] == [False, True]
    out = sent(address, "/logout", token)
    # Of cookies only ours: the word for all would end the logins of the office's other sites.
    assert out.getheader("Clear-Site-Data") == '"storage"'
    gone = [line for line in out.headers.get_all("Set-Cookie") or [] if "gongkai_session=" in line]
    assert [line for line in gone if "Max-Age=0" not in line] == []
    assert gone != []
    assert not alive(data, token)
    assert ask(address, "/", Cookie=f"gongkai_session={token}").status == 401
    assert ask(address, "/logout", Accept="text/html").status == 405


def alive(data: Path, token: str) -> bool:
    return sessions.find(data, sessions.digest_of(token), time.time()) is not None


def test_a_first_password_opens_nothing_but_the_page_that_changes_it(
    address: str, data: Path
) -> None:
    token = begun(data, "钱七")
    for path in ("/", "/hotline", "/_stcore/health", STYLE.replace("login.css", "words.js")):
        assert ask(address, path, Cookie=f"gongkai_session={token}").status == 401
    page = ask(address, "/hotline", Cookie=f"gongkai_session={token}", Accept="text/html")
    assert page.getheader("Location") == "/account"
    new = first_password()
    said = {"password": PASSWORDS["钱七"], "new": new, "again": new}
    for less in ({"again": "x"}, {"password": "x"}, {"new": "12345678", "again": "12345678"}):
        assert sent(address, "/account", token, **said | less).status == 422
    done = sent(address, "/account", token, **said)
    assert not alive(data, token)
    cookie = f"gongkai_session={token_in(done)}"
    assert ask(address, "/", Cookie=cookie, Accept="text/html").status == 200


def test_one_sees_ones_sessions_and_ends_the_others(address: str, data: Path) -> None:
    only = token_in(sent(address, "/account/end", begun(data, "赵六")))
    token, other = begun(data, "赵六"), begun(data, "赵六", ago=60)
    page = ask(address, "/account", Cookie=f"gongkai_session={token}").text  # type: ignore[attr-defined]
    assert page.count("最近使用") == 3
    mine = token_in(sent(address, "/account/end", token))
    assert [alive(data, one) for one in (only, token, other, mine)] == [False, False, False, True]


def test_an_open_page_ends_with_its_session(address: str, data: Path) -> None:
    asyncio.run(read_until_ended(address, data))


async def read_until_ended(address: str, data: Path) -> None:
    token = begun(data)
    async with Reader(address, token=token) as reader:
        assert (await reader.run("")).failures == ()
        assert await reader.upload("年报.txt", b"x") == 204
        url = await reader.file_url("xlsx_报送情况_按年度")
        async with reader.http.get(url) as answer:
            assert answer.status == 200
        async with Reader(address, token=begun(data, "赵六")) as other:
            async with other.http.get(url) as answer:
                assert answer.status == 404
            await other.connect(session=reader.session)
            assert (await other.run("")).failures == ()
            assert other.session != reader.session
        sessions.end(data, sessions.digest_of(token))
        with pytest.raises(Failed):
            await reader.run("hotline")
        assert await reader.upload("年报.txt", b"x") == 401
        async with reader.http.get(url) as answer:
            assert answer.status == 401
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await reader.connect()


def test_who_only_reads_sends_no_file_and_is_no_one_else(address: str, data: Path) -> None:
    asyncio.run(only_read(address, data))


async def only_read(address: str, data: Path) -> None:
    chief = sessions.digest_of(begun(data, "王晓"))
    async with Reader(address, token=begun(data, "赵六")) as reader:
        await reader.socket.close()
        await reader.connect(**{"X-Gongkai-Session": chief})
        assert (await reader.run("")).failures == ()
        assert reader.named("button", "account").label == "赵六（查看）"
        assert await reader.upload("年报.txt", b"x") == 403
        for page in ("users", "change_log"):
            assert (await reader.run(page)).failures == ()
            shown = [str(element) for element in reader.elements.values()]
            assert not any("个账号" in text for text in shown)


def test_whose_session_it_is_is_never_taken_from_a_request() -> None:
    scope = {"headers": [(b"X-Gongkai-Session", b"forged"), (b"host", b"a")]}
    assert named(scope, "true")["headers"] == [(b"host", b"a"), (b"x-gongkai-session", b"true")]
