"""Accounts in the store of what people decide: each change is an act with a person and a way back.

The log holds the role and when the password was set; the hash stands apart. A password counts only
as long as the account says that it was set then, so that no undoing brings an old one back.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from etl.definitions.states import labels
from etl.domain.errors import ReportError
from etl.storage.people.passwords import hashed
from etl.storage.records.change_log import LONGEST_NAME, Act, Change, Edit, one_line, record
from etl.storage.records.confines import Counties
from etl.storage.records.store import reading, writing
from etl.storage.records.tables import PASSWORDS, USERS

NAMES = labels("roles")
ROLES = tuple(NAMES)
"""The least first; each may do what those before it may."""
READER, OFFICIAL, ADMINISTRATOR = ROLES
COUNTY = re.compile(r"[0-9]{6}")
IDENTITY = re.compile(r"[!-~]{1,255}")
"""What OpenID Connect calls a subject."""


class BadAccount(ReportError):
    """An account that cannot be made, changed or found as asked."""

    kind = "bad_account"


class NotAllowed(ReportError):
    """An act for which the account has no right, or no one is logged in."""

    kind = "not_allowed"


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in; `password` and `ended` are when these were set, empty for never.

    `counties` are the codes of those that the person is confined to, None for all. `identity` is
    who the person is at the office's identity provider, empty for none.
    """

    name: str
    role: str
    password: str = ""
    ended: str = ""
    version: int = 0
    counties: Counties = None
    identity: str = ""

    @property
    def stands_on(self) -> str:
        """Return what a session begun now stands on: it ends when this becomes another."""
        return f"{self.password}|{self.ended}"

    def may(self, role: str) -> bool:
        """Return whether the account has this role or one that may do more."""
        return ROLES.index(self.role) >= ROLES.index(role)


def accounts(root: Path) -> dict[str, Account]:
    """Return the accounts of a data folder by name."""
    with reading(root) as connection:
        return standing(connection)


def standing(connection: Connection) -> dict[str, Account]:
    """Return the accounts that the store holds by name; a role of no one's is the least."""
    return {
        row.key: Account(
            row.key, row.role if row.role in ROLES else READER, row.password, row.ended,
            row.version, tuple(row.counties.split()) or None, row.identity,
        )
        for row in connection.execute(select(USERS).order_by(USERS.c.key))
    }  # fmt: skip


def add(  # noqa: PLR0913
    root: Path, name: str, role: str, password: str, act: Act, *, is_first: bool = False,
    counties: Iterable[str] = (),
) -> None:  # fmt: skip
    """Make an account; `is_first`: someone else chose the password, and it has to be changed.

    It is confined to `counties` where some are named.

    Raises BadAccount, WeakPassword, NoName.
    """
    called = account_name(name)
    kept = hashed(password, called)
    with writing(root) as connection:
        if called in standing(connection):
            raise BadAccount(f"已经有账号“{called}”。", "同名的人请加上科室或编号。")
        account = Account(called, role, counties=codes(counties))
        set_hash(connection, account, kept, act, is_first=is_first)


def set_identity(root: Path, name: str, identity: str, act: Act) -> None:
    """Say who an account is at the identity provider, empty for no one; its sessions end.

    Raises BadAccount for what is no subject, and where another account is this one.
    """
    if identity and not IDENTITY.fullmatch(identity):
        raise BadAccount(f"“{one_line(identity)}”不是统一身份。", "请照登录页显示的原样填写。")
    with writing(root) as connection:
        account = found(connection, name)
        others = [a for a in standing(connection).values() if a.identity == identity]
        if identity and others and others != [account]:
            raise BadAccount(f"这个身份已经是账号“{others[0].name}”的。", "请先从那个账号去掉。")
        changed = replace(account, identity=identity, ended=stamp(act.at))
        record(connection, act, [edit_of(changed)])


def of_identity(root: Path, identity: str) -> Account | None:
    """Return the account of an identity, None for none."""
    known = accounts(root).values()
    return next((a for a in known if identity and a.identity == identity), None)


def set_password(root: Path, name: str, password: str, act: Act, *, is_first: bool = False) -> None:
    """Give an account another password, which ends its sessions."""
    kept = hashed(password, name)
    with writing(root) as connection:
        set_hash(connection, found(connection, name), kept, act, is_first=is_first)


def set_hash(
    connection: Connection, account: Account, kept: str, act: Act, *, is_first: bool
) -> None:
    """Keep the hash of a password together with the account that it is now the password of."""
    at = stamp(act.at)
    edit = edit_of(replace(account, password=at))
    record(connection, act, [edit])
    connection.execute(delete(PASSWORDS).where(PASSWORDS.c.user == account.name))
    values = {"user": account.name, "set_at": at, "hash": kept, "is_first": is_first}
    connection.execute(insert(PASSWORDS).values(**values))


def change_role(  # noqa: PLR0913
    root: Path, name: str, role: str, act: Act, seen: int | None = None, *,
    counties: Iterable[str] | None = None,
) -> None:  # fmt: skip
    """Give an account another role, and other counties where they are named, none of them for all.

    Raises BadAccount where no one would be left to administer, or only some counties would be.
    """
    with writing(root) as connection:
        account = found(connection, name)
        confined = account.counties if counties is None else codes(counties)
        changed = replace(account, role=role, counties=confined)
        record(connection, act, [edit_of(changed, seen)])
        must_have_administrator(standing(connection))


def end_sessions(root: Path, name: str, act: Act) -> None:
    """End all sessions of an account at once."""
    with writing(root) as connection:
        record(connection, act, [edit_of(replace(found(connection, name), ended=stamp(act.at)))])


def remove(root: Path, name: str, act: Act) -> None:
    """Take an account away; raise BadAccount where no one would be left to administer."""
    with writing(root) as connection:
        account = found(connection, name)
        record(connection, act, [Edit(USERS, account.name, None)])
        connection.execute(delete(PASSWORDS).where(PASSWORDS.c.user == account.name))
        must_have_administrator(standing(connection))


def edit_of(account: Account, seen: int | None = None) -> Edit:
    """Return the change that makes an account what it is to be."""
    if account.role == ADMINISTRATOR and account.counties:
        raise BadAccount("有“管理”权限的账号管全部县，不能只管几个县。", "请去掉县，或改权限。")
    values = {
        "role": account.role, "password": account.password, "ended": account.ended,
        "counties": " ".join(account.counties or ()), "identity": account.identity,
    }  # fmt: skip
    return Edit(USERS, account.name, values, seen=seen)


def codes(said: Iterable[str]) -> Counties:
    """Return codes of counties in order, None for none; raise BadAccount for what is no code."""
    known = sorted({code.strip() for code in said})
    if wrong := [code for code in known if not COUNTY.fullmatch(code)]:
        raise BadAccount(f"“{one_line(wrong[0])}”不是县代码。", "县代码是六位数字。")
    return tuple(known) or None


def found(connection: Connection, name: str) -> Account:
    """Return the account of a name; raise BadAccount for none."""
    account = standing(connection).get(normal(name))
    if account is None:
        raise BadAccount(f"没有账号“{one_line(name)}”。", "请核对账号名。")
    return account


def refuse_to_undo(done: Iterable[Change]) -> None:
    """Refuse to take back that a password was set, sessions ended or an account removed.

    The hash and the sessions of then are no part of the log, and must not come back with it.
    """
    for change in done:
        if change.kind != USERS.name or change.before is None:
            continue
        after = change.after or {}
        if any(change.before[part] != after.get(part) for part in ("password", "ended")):
            raise BadAccount(
                "设密码、结束登录、移除账号不能撤销。", "请在“用户”页重设密码或重新增加账号。"
            )


def must_have_administrator(left: Mapping[str, Account]) -> None:
    """Raise BadAccount where accounts are left of which none may administer."""
    if left and not any(account.role == ADMINISTRATOR for account in left.values()):
        raise BadAccount("这样就没有能管理账号的人了。", "请先让另一个账号有管理权限。")


def account_name(said: str) -> str:
    """Return the name of a new account on one line; raise BadAccount for none or a long one."""
    name = normal(said)
    if not name or len(name) > LONGEST_NAME:
        raise BadAccount(f"账号名要有 1 至 {LONGEST_NAME} 个字。", "一般用本人姓名。")
    return name


def normal(name: str) -> str:
    """Return a name as it is compared, however its signs were typed."""
    return one_line(unicodedata.normalize("NFKC", name))


def stamp(at: datetime) -> str:
    """Return a moment as the log writes it, with a sign of its own: no two are the same."""
    return f"{at.astimezone().isoformat(timespec='microseconds')} {secrets.token_hex(3)}"


def moment(stamped: str) -> datetime:
    """Return the moment of a stamp."""
    return datetime.fromisoformat(stamped.partition(" ")[0])
