"""What the table of accounts is made of."""

from __future__ import annotations

from dashboard.tables.schema import Column, Table, text
from etl.storage.people.accounts import NAMES

USERS = Table(
    "用户",
    (
        text("name", "账号"),
        text("role", "权限", NAMES),
        text("counties", "只管"),
        Column("sessions", "正在登录", unit="处"),
        text("seen_at", "最近使用"),
        text("password", "密码设于"),
    ),
)
