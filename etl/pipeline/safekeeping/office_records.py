"""Whether an account, a frozen year or an own file in a file that was taken out can stand here.

A password is no part of the file, and none comes by it: an account that stands keeps its own, one
that does not gets another. A frozen year needs its package, an own file the checks of an upload.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from etl.domain.errors import BrokenSheet
from etl.pipeline.safekeeping.known import (
    NUMBER,
    YEAR,
    About,
    Known,
    Values,
    must,
    of_county,
)
from etl.storage.decisions.frozen_years import FrozenYear
from etl.storage.own_files.kept import RUBRIC, SLIDES, TEMPLATE, Which
from etl.storage.people import accounts
from etl.storage.records.change_log import one_line
from etl.storage.records.tables import USERS

SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_TITLE = 100


def as_here(kind: str, values: Values, before: Values | None) -> Values:
    """Return a record of a file with what only belongs to the one that stands here.

    Of an account that is when its password was set and its sessions were ended.
    """
    if kind != USERS.name:
        return values
    return {**values, **{part: (before or {}).get(part, "") for part in ("password", "ended")}}


def of_account(key: str, values: Values, _: Known) -> About:
    """Return what an account is about, which is no unit; raise where no form would make it."""
    must(accounts.account_name(key) == key, values["role"] in accounts.ROLES)
    confined = accounts.codes(values["counties"].split())
    must(" ".join(confined or ()) == values["counties"])
    must(not values["identity"] or bool(accounts.IDENTITY.fullmatch(values["identity"])))
    accounts.edit_of(accounts.Account(key, values["role"], counties=confined))
    return "", None


def refuse_accounts(connection: Connection, changed: Collection[str]) -> None:
    """Raise BadAccount where no one may administer, or two accounts are one person elsewhere."""
    if USERS.name not in changed:
        return
    standing = accounts.standing(connection)
    accounts.must_have_administrator(standing)
    known = [account.identity for account in standing.values() if account.identity]
    if len(known) != len(set(known)):
        raise accounts.BadAccount("两个账号是同一个统一身份。", "请在文件中改正后再取回。")


def of_frozen_year(key: str, values: Values, known: Known) -> About:
    """Return the county and year of a frozen year; raise where its package is not here."""
    county = of_county(values["county_id"], known)
    must(bool(YEAR.fullmatch(values["year"])), bool(SHA256.fullmatch(values["sha256"])))
    prefix, _, number = key.rpartition("-")
    must(prefix == f"{county}-{values['year']}", bool(NUMBER.fullmatch(number)))
    name = values["name"]
    must(bool(name), name == one_line(name)[:LONGEST_TITLE])
    at = datetime.fromisoformat(values["at"])
    must(isinstance(json.loads(values["inputs"]), dict))
    frozen = FrozenYear(key, county, int(values["year"]), name, at, values["sha256"])
    if known.packages.get(frozen.file_name) != frozen.sha256:
        raise BrokenSheet("这里没有这次定稿的数据包。", "请从备份恢复。")
    return county, frozen.year


def of_own_file(key: str, values: Values, known: Known) -> About:
    """Return the county and year of an office's own file; raise where no upload would bring it."""
    kind, name, content = values["kind"], values["name"], values["content"]
    county, year = of_county(values["county_id"], known), values["year"]
    must(kind in (RUBRIC, TEMPLATE, SLIDES), not year or bool(YEAR.fullmatch(year)))
    which = Which(kind, county, int(year) if year else None)
    must(key == which.key, name == one_line(name), bool(name) == bool(content))
    if not content:
        must(bool(year))
        return county, which.year
    check = known.checks.get(kind)
    if check is None:
        raise BrokenSheet("这份文件在这里查验不了。", "请在所在的页面重新上传。")
    check(name, content)
    return county, which.year
