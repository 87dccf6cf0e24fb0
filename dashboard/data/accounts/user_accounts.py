"""The accounts as administrators see and change them; each act is for administrators only."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import datetime

from dashboard.data.accounts.people import acting
from dashboard.data.unit_register import registered
from dashboard.queries import data_folder
from dashboard.queries.result import Row
from etl.storage.people import accounts, sessions
from etl.storage.people.accounts import ADMINISTRATOR, BadAccount, moment
from etl.storage.people.passwords import first_password
from etl.storage.records.change_log import Act


def listed() -> list[Row]:
    """Return the accounts with their sessions; raise NotAllowed for whoever may not see them."""
    acting(role=ADMINISTRATOR)
    going_on = sessions.sessions(data_folder(), time.time())
    seen = {
        name: [one.seen_at for one in going_on if one.account.name == name]
        for name in {one.account.name for one in going_on}
    }
    return [
        {
            "name": account.name,
            "role": account.role,
            "counties": account.counties or (),
            "version": account.version,
            "sessions": len(seen.get(account.name, ())),
            "seen_at": said_at(max(seen[account.name])) if account.name in seen else "",
            "password": f"{moment(account.password):%Y-%m-%d %H:%M}",
        }
        for account in accounts.accounts(data_folder()).values()
    ]


def said_at(seconds: float) -> str:
    """Return a moment by the clock on the wall."""
    return f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}"


def counties_to_choose(rows: Iterable[Row]) -> dict[str, str]:
    """Return the counties of the register by code, and those that an account is confined to."""
    named = {code: code for row in rows for code in row["counties"]}
    return named | {place.county_id: place.county for place in registered()[0].values()}


def add(name: str, role: str, counties: Sequence[str], why: str) -> str:
    """Make an account and return its first password, which has to be changed within a week."""
    act = allowed(why)
    made = first_password()
    accounts.add(data_folder(), name, role, made, act, is_first=True, counties=counties)
    return made


def reset(name: str, why: str) -> str:
    """Give an account another first password and return it; its sessions end."""
    act = allowed(why)
    made = first_password()
    accounts.set_password(data_folder(), name, made, act, is_first=True)
    return made


def change_role(row: Row, role: str, counties: Sequence[str], why: str) -> None:
    """Give an account another role and other counties, none of them for all.

    Raises ChangedMeanwhile where it is not as it was shown.
    """
    act, name = allowed(why), row["name"]
    accounts.change_role(data_folder(), name, role, act, row["version"], counties=counties)


def end_sessions(name: str, why: str) -> None:
    """End all sessions of an account."""
    accounts.end_sessions(data_folder(), name, allowed(why))


def remove(name: str, why: str) -> None:
    """Take an account away, but for one's own."""
    act = allowed(why)
    if act.who == name:
        raise BadAccount("不能移除自己的账号。", "请另一个有管理权限的人来做。")
    accounts.remove(data_folder(), name, act)


def allowed(why: str) -> Act:
    """Return the act of an administrator; raise NotAllowed for anyone else."""
    return Act(acting(role=ADMINISTRATOR), why)
