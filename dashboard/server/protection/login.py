"""The pages of logging in: the login itself, one's own account, logging out. They use no script.

Forms come from our own pages only: a browser names the origin of each, and the guard before this
has compared it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import parse_qs

import jinja2
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.auth_util import get_secrets_auth_section

from dashboard.labels.log import log
from dashboard.queries import data_folder
from dashboard.server.protection import media
from dashboard.server.shell import SCRIPT_FOLDER, TITLE
from etl.domain.errors import ReportError
from etl.storage.people import accounts, sessions
from etl.storage.people.passwords import SHORTEST
from etl.storage.people.sessions import ABSOLUTE, HOUR, IDLE, Session, TooManyAttempts
from etl.storage.records.change_log import Act

LOGIN, ACCOUNT, LOGOUT, END = "/login", "/account", "/logout", "/account/end"
PAGES = frozenset((LOGIN, ACCOUNT, LOGOUT, END))
STYLE = f"{SCRIPT_FOLDER}/login.css"
COOKIE = "gongkai_session"
LARGEST_FORM = 8192
SECONDS_TO_SEND = 10.0
FIELDS = ("name", "password", "new", "again", "next")
# Each takes 19 MiB and a processor.
HASHING = CapacityLimiter(2)
T = TypeVar("T")
TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("dashboard.server", "templates"), autoescape=True, trim_blocks=True
)


def cookie_of(asked: HTTPConnection) -> str:
    """Return the token that a request brings; empty for none."""
    return asked.cookies.get(cookie_name(asked), "")


def cookie_name(asked: HTTPConnection, name: str = COOKIE) -> str:
    """Return what a cookie of ours is called; one of `__Host-` goes by TLS only."""
    return f"__Host-{name}" if asked.url.scheme in ("https", "wss") else name


async def log_in(request: Request) -> Response:
    """Show the form; log in whoever fills it in rightly."""
    if request.method != "POST":
        if session_of(request) is not None:
            return RedirectResponse("/", HTTPStatus.SEE_OTHER)
        return page("login", next=local(request.query_params.get("next", "")))
    said, address = await fields(request), address_of(request)
    try:
        token = await checked(said["name"], said["password"], address)
    except ReportError as error:
        log(f"登录未成功，来自 {address}：{error.problem}")
        is_busy = isinstance(error, TooManyAttempts)
        status = HTTPStatus.TOO_MANY_REQUESTS if is_busy else HTTPStatus.UNAUTHORIZED
        return page("login", status, error=str(error), typed=said["name"], next=local(said["next"]))
    if former := session_of(request):
        await run_sync(sessions.end, data_folder(), former.digest)
    log(f"登录 {accounts.normal(said['name'])}，来自 {address}")
    return welcome(request, token, local(said["next"]))


async def account(request: Request) -> Response:
    """Show one's own account; give it another password, which ends all other sessions."""
    session = session_of(request)
    if session is None:
        return RedirectResponse(LOGIN, HTTPStatus.SEE_OTHER)
    if request.method != "POST":
        return await about(session)
    said, name, now = await fields(request), session.account.name, time.time()
    if said["new"] != said["again"]:
        return await about(session, "两次输入的新密码不一样。")
    try:
        token = await checked(name, said["password"], address_of(request))
        # It only showed who this is: where the new password is refused, none must stay behind.
        await run_sync(sessions.end, data_folder(), sessions.digest_of(token))
        act = Act(name, "本人更改密码")
        await hashing(accounts.set_password, data_folder(), name, said["new"], act)
    except ReportError as error:
        return await about(session, str(error))
    log(f"更改密码 {name}，来自 {address_of(request)}")
    return welcome(request, await begun_anew(name, request, now), ACCOUNT)


async def end_others(request: Request) -> Response:
    """End all other sessions of one's own account."""
    session = session_of(request)
    if session is None:
        return RedirectResponse(LOGIN, HTTPStatus.SEE_OTHER)
    name = session.account.name
    act = Act(name, "本人结束其他登录")
    await run_sync(accounts.end_sessions, data_folder(), name, act)
    return welcome(request, await begun_anew(name, request, time.time()), ACCOUNT)


async def log_out(request: Request) -> Response:
    """End the session, on the server too, and have the browser forget what it holds."""
    if session := session_of(request):
        await run_sync(sessions.end, data_folder(), session.digest)
        log(f"退出 {session.account.name}，来自 {address_of(request)}")
    answer = RedirectResponse(LOGIN, HTTPStatus.SEE_OTHER)
    answer.headers["Clear-Site-Data"] = '"storage"'
    forget(answer, request, COOKIE, media.COOKIE)
    return answer


async def begun_anew(name: str, request: Request, now: float) -> str:
    """Return the token of a new session of an account that has just shown who it is."""
    known = await run_sync(accounts.accounts, data_folder())
    return await run_sync(sessions.begin, data_folder(), known[name], address_of(request), now)


async def checked(name: str, password: str, address: str) -> str:
    """Return the token of a new session; raise ReportError for a wrong password or too many."""
    return await hashing(sessions.log_in, data_folder(), name, password, address, time.time())


async def hashing(function: Callable[..., T], *given: Any) -> T:
    """Return what a function that hashes a password returns; few run at once."""
    return await run_sync(function, *given, limiter=HASHING)


async def about(session: Session, problem: str = "") -> Response:
    """Return the page of one's own account, with what was wrong."""
    going_on = await run_sync(sessions.sessions, data_folder(), time.time())
    shown = {
        "account": session.account,
        "role": accounts.NAMES[session.account.role],
        "is_first": session.is_first,
        "sessions": [
            (clock(one.begun_at), clock(one.seen_at), one.digest == session.digest)
            for one in going_on
            if one.account.name == session.account.name
        ],
        "error": problem,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return page("account", status, **shown)


def page(name: str, status: int = HTTPStatus.OK, **shown: Any) -> HTMLResponse:
    """Return one of the pages; whatever is shown in it is escaped."""
    shown |= {"title": TITLE, "style": STYLE, "shortest": SHORTEST}
    # What names a provider is read by Streamlit.
    shown |= {"has_provider": bool(get_secrets_auth_section())}
    shown |= {"idle": IDLE // HOUR, "absolute": ABSOLUTE // HOUR}
    text = TEMPLATES.get_template(f"{name}.html").render(shown)
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})


def welcome(request: Request, token: str, where: str) -> Response:
    """Lead on with a new session; files made for whoever sat here before are not for this one."""
    answer = RedirectResponse(where, HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})
    forget(answer, request, media.COOKIE)
    answer.set_cookie(
        cookie_name(request), token, httponly=True, samesite="strict", secure=is_secure(request)
    )
    return answer


def forget(answer: Response, request: Request, *names: str) -> None:
    """Have the browser forget cookies of ours."""
    for name in names:
        answer.delete_cookie(cookie_name(request, name), httponly=True, secure=is_secure(request))


async def fields(request: Request) -> dict[str, str]:
    """Return what a form of ours says; raise HTTPException for what is none."""
    if request.headers.get("origin") is None:
        raise HTTPException(HTTPStatus.FORBIDDEN)
    body = b""
    try:
        async with asyncio.timeout(SECONDS_TO_SEND):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST_FORM:
                    raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        said = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=len(FIELDS))
    except (TimeoutError, ValueError) as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error
    return {name: said.get(name, [""])[0] for name in FIELDS}


def local(wanted: str) -> str:
    """Return an address of this server that was wanted; the first page for any other."""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/login", "/logout"))
    return wanted if is_ours and "\\" not in wanted and wanted.isprintable() else "/"


def session_of(request: Request) -> Session | None:
    """Return the session that the gate has found."""
    return request.scope["session_of_person"]


def address_of(request: Request) -> str:
    """Return where a request came from."""
    return request.client.host if request.client else ""


def is_secure(request: Request) -> bool:
    """Return whether a request came by TLS."""
    return request.url.scheme == "https"


def clock(seconds: int) -> str:
    """Return a moment by the clock on the wall."""
    return f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}"


async def say_what_failed(_: Request, error: Exception) -> Response:
    """Say that the store cannot be read or written."""
    return PlainTextResponse(str(error), HTTPStatus.SERVICE_UNAVAILABLE)


pages = Starlette(
    routes=[
        Route(LOGIN, log_in, methods=["GET", "POST"]),
        Route(ACCOUNT, account, methods=["GET", "POST"]),
        Route(END, end_others, methods=["POST"]),
        Route(LOGOUT, log_out, methods=["POST"]),
    ],
    exception_handlers={ReportError: say_what_failed},
)
