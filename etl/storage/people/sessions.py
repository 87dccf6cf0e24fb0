"""Logging in, and the sessions that follow: random, kept as digests, ended by time or by word.

All that stands here is one for all servers of a store. `now` is in seconds since 1970.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from etl.domain.errors import CannotWrite, ReportError
from etl.storage.people.accounts import Account, moment, normal, standing
from etl.storage.people.passwords import LONGEST, is_right
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import ATTEMPTS, PASSWORDS, SESSIONS

MINUTE, HOUR, DAY = 60, 3600, 86400
IDLE = 2 * HOUR
ABSOLUTE = 12 * HOUR
# A use is written down no more often.
SEEN_EVERY = MINUTE
FIRST_LASTS = 7 * DAY
WINDOW = 15 * MINUTE
MOST_OF_ONE = 5
"""Attempts at one account from one address within the window."""
MOST_OF_ANY = 50
"""Attempts at one account from everywhere, or from one address at every account."""


class WrongLogin(ReportError):
    """No such account, or not its password; which of them is not said."""

    kind = "wrong_login"


class TooManyAttempts(ReportError):
    """So many attempts that the next has to wait."""

    kind = "too_many_attempts"


@dataclass(frozen=True, slots=True)
class Session:
    """A person who is logged in; one whose password `is_first` may do nothing but change it."""

    digest: str
    account: Account
    begun_at: int
    seen_at: int
    is_first: bool


def log_in(root: Path, name: str, password: str, address: str, now: float) -> str:
    """Return the token of a new session; raise WrongLogin or TooManyAttempts.

    An attempt counts before its password is looked at, so that many at once gain nothing.
    """
    tried = digest_of(normal(name))
    with writing(root) as connection:
        hold_back(connection, tried, address, int(now))
        kept = connection.execute(
            select(PASSWORDS).where(PASSWORDS.c.user == normal(name))
        ).one_or_none()
        account = standing(connection).get(normal(name))
    is_theirs = account is not None and kept is not None and kept.set_at == account.password
    right = is_right(kept.hash if kept and is_theirs else None, password[: LONGEST + 1])
    if account is None or kept is None or not right:
        raise WrongLogin("账号或密码不对。", "忘记密码时请管理账号的人重设。")
    if kept.is_first and now - moment(kept.set_at).timestamp() > FIRST_LASTS:
        raise WrongLogin("初始密码已经过期。", "请管理账号的人重设。")
    return begin(root, account, address, now)


def hold_back(connection: Connection, tried: str, address: str, now: int) -> None:
    """Count an attempt; raise TooManyAttempts where there were too many."""
    # Also those that a clock set back has left in the future.
    connection.execute(delete(ATTEMPTS).where(~ATTEMPTS.c.at.between(now - WINDOW, now + WINDOW)))
    of_name, of_address = ATTEMPTS.c.name == tried, ATTEMPTS.c.address == address
    if (
        count(connection, of_name & of_address) >= MOST_OF_ONE
        or count(connection, of_name) >= MOST_OF_ANY
        or count(connection, of_address) >= MOST_OF_ANY
    ):
        raise TooManyAttempts("登录尝试过多。", f"请 {WINDOW // MINUTE} 分钟后再试。")
    connection.execute(insert(ATTEMPTS).values(name=tried, address=address, at=now))


def count(connection: Connection, which: ColumnElement[bool]) -> int:
    """Return how many attempts there were of a kind."""
    return connection.scalar(select(func.count()).select_from(ATTEMPTS).where(which)) or 0


def begin(root: Path, account: Account, address: str, now: float) -> str:
    """Begin a session of an account and return its token; its failed attempts are forgotten."""
    token, at = secrets.token_urlsafe(32), int(now)
    tried = digest_of(account.name)
    with writing(root) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.begun_at <= at - ABSOLUTE))
        connection.execute(
            delete(ATTEMPTS).where((ATTEMPTS.c.name == tried) & (ATTEMPTS.c.address == address))
        )
        connection.execute(
            insert(SESSIONS).values(
                digest=digest_of(token), user=account.name, stands_on=account.stands_on,
                begun_at=at, seen_at=at,
            )
        )  # fmt: skip
    return token


def use(root: Path, digest: str, now: float) -> Session | None:
    """Return the session of a digest and note that it is used; None where it is none or has ended.

    A store that cannot be written only lets it end the sooner.
    """
    session = find(root, digest, now)
    if session is not None and now - session.seen_at >= SEEN_EVERY:
        with suppress(CannotWrite), writing(root) as connection:
            connection.execute(
                update(SESSIONS).where(SESSIONS.c.digest == digest).values(seen_at=int(now))
            )
    return session


def find(root: Path, digest: str, now: float) -> Session | None:
    """Return the session of a digest; None where it is none or has ended."""
    with reading(root) as connection:
        return next(iter(alive(connection, SESSIONS.c.digest == digest, now)), None)


def sessions(root: Path, now: float) -> list[Session]:
    """Return the sessions that go on, the newest first."""
    with reading(root) as connection:
        return alive(connection, SESSIONS.c.digest != "", now)


def alive(connection: Connection, which: ColumnElement[bool], now: float) -> list[Session]:
    """Return those sessions of a kind that have not ended."""
    known = standing(connection)
    asked = (
        select(SESSIONS, PASSWORDS.c.is_first)
        .join(PASSWORDS, PASSWORDS.c.user == SESSIONS.c.user)
        .where(which)
        .order_by(SESSIONS.c.begun_at.desc())
    )
    return [
        Session(row.digest, known[row.user], row.begun_at, row.seen_at, row.is_first)
        for row in connection.execute(asked)
        if row.user in known
        and row.stands_on == known[row.user].stands_on
        # A clock set back by more than an attempt's window ends sessions too.
        and -WINDOW <= now - row.begun_at < ABSOLUTE
        and now - row.seen_at < IDLE
    ]


def end(root: Path, digest: str) -> None:
    """End one session."""
    with writing(root) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest))


def digest_of(token: str) -> str:
    """Return what the store holds of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
