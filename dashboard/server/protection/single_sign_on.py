"""Logging in by the office's own identity provider (OpenID Connect), through Streamlit's login.

Streamlit speaks with the provider and proves who has come back. What it would keep in a cookie for
thirty days is taken out of its answer, and a session of ours begins in its place: that of the
account which an administrator gave this identity, with its role, its counties and its ends.
"""

from __future__ import annotations

import json
import time
from http.cookies import CookieError, SimpleCookie
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlencode, urlsplit

import click
from anyio.to_thread import run_sync
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_secrets_auth_section,
)
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.labels.log import log
from dashboard.queries import data_folder
from dashboard.server.protection.login import address_of, page, session_of, welcome
from etl.storage.people import accounts, sessions

SECRETS = "secrets.toml"
"""In the data folder; what its `[auth]` says is described in docs/deployment.md."""
START, CALLBACK = "/auth/login", "/oauth2callback"
PATHS = frozenset((START, CALLBACK))
PROVIDER = "default"
WANTED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
SHORTEST_SECRET = 32
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
NOT_REACHED = "统一身份认证现在连不上，请稍后再试，或用账号和密码登录。"
NOT_PROVEN = "统一身份认证没有完成，请再登录一次。"


def is_configured() -> bool:
    """Return whether the data folder names an identity provider."""
    return bool(get_secrets_auth_section())


def check() -> None:
    """Raise UsageError where a provider is named and something is lacking to ask it safely."""
    said = get_secrets_auth_section()
    if not said:
        return
    lacking = [name for name in WANTED if not str(said.get(name, "")).strip()]
    if lacking:
        raise click.UsageError(f"{SECRETS} 的 [auth] 缺少：{'、'.join(lacking)}。")
    if len(str(said["cookie_secret"])) < SHORTEST_SECRET:
        raise click.UsageError(f"{SECRETS} 的 cookie_secret 至少要 {SHORTEST_SECRET} 个随机字符。")
    for name in ("redirect_uri", "server_metadata_url"):
        where = urlsplit(str(said[name]))
        if where.scheme != "https" and where.hostname not in ON_THIS_MACHINE:
            raise click.UsageError(f"{SECRETS} 的 {name} 要以 https:// 开头。")
    if urlsplit(str(said["redirect_uri"])).path != CALLBACK:
        raise click.UsageError(f"{SECRETS} 的 redirect_uri 要以 {CALLBACK} 结尾。")
    if find_spec("authlib") is None:
        raise click.UsageError("没有安装统一身份认证所需的 Authlib，请运行 python run.py extras。")


async def answer(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Lead to the provider; begin a session of whoever comes back from it."""
    heard = Heard()
    if scope["path"] == START:
        query = urlencode({"provider": encode_provider_token(PROVIDER)})
        await app({**scope, "query_string": query.encode()}, receive, heard)
        if heard.leads_on:
            await heard.pass_on(send)
            return
        made: Response = page("login", 502, error=NOT_REACHED)
    else:
        await app(scope, receive, heard)
        made = await welcomed(Request(scope), heard.identity())
    heard.carry_cookies(made)
    await made(scope, receive, send)


async def welcomed(request: Request, identity: str) -> Response:
    """Return what leads on with a session of the account of an identity, or says why not."""
    if not identity:
        return page("login", 401, error=NOT_PROVEN)
    account = await run_sync(accounts.of_identity, data_folder(), identity)
    address = address_of(request)
    if account is None:
        log(f"统一身份认证未成功，来自 {address}：没有账号")
        return page(
            "login", 403, error="这个身份还没有账号，请把它告诉管理账号的人：", said=identity
        )
    token = await run_sync(sessions.begin, data_folder(), account, address, time.time())
    if former := session_of(request):
        await run_sync(sessions.end, data_folder(), former.digest)
    log(f"登录 {account.name}（统一身份认证），来自 {address}")
    return welcome(request, token, "/")


class Heard:
    """An answer of Streamlit's that is not sent yet."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        """Keep a part of it."""
        self.messages.append(message)

    @property
    def leads_on(self) -> bool:
        """Return whether it leads elsewhere."""
        return self.messages[0]["status"] in (302, 303) and self.start.get("location", "") != "/"

    @property
    def start(self) -> MutableHeaders:
        """Return its headers."""
        return MutableHeaders(scope=self.messages[0])

    async def pass_on(self, send: Send) -> None:
        """Send it as it is."""
        for message in self.messages:
            await send(message)

    def identity(self) -> str:
        """Return the subject that the provider has proven, empty for none."""
        secret, set_here = get_cookie_secret(), dict(map(cookie, self.start.getlist("set-cookie")))

        def signed(name: str) -> bytes | None:
            said = set_here.get(name)
            return decode_signed_value(secret, name, said) if said else None

        proven = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
        said: dict[str, Any] = json.loads(proven) if proven else {}
        subject = said.get("sub")
        return subject if isinstance(subject, str) else ""

    def carry_cookies(self, made: Response) -> None:
        """Have an answer of ours set what Streamlit's sets, but for who it is and its tokens."""
        for line in self.start.getlist("set-cookie"):
            if not cookie(line)[0].startswith(USER_COOKIE_NAME):
                made.headers.append("set-cookie", line)


def cookie(line: str) -> tuple[str, str]:
    """Return the name and the value that a header sets; both empty for what is none."""
    try:
        ((name, morsel),) = SimpleCookie(line).items()
    except (CookieError, ValueError):
        return "", ""
    return name, morsel.value
