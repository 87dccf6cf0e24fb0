"""`gongkai user`: who may log in, and what they may do. Passwords are never words of a command."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from etl.cli.arguments import county_id, registered
from etl.cli.options import data_option
from etl.domain.printable import printable
from etl.storage.people import accounts
from etl.storage.people.accounts import NAMES
from etl.storage.people.sessions import sessions
from etl.storage.records.change_log import Act

ALL = "全部"
role_option = click.option(
    "--role", "label", type=click.Choice(list(NAMES.values())), required=True, help="权限。"
)


counties_option = click.option(
    "--county", "counties", multiple=True,
    help="只管哪个县：名称或六位代码，可写多个；“全部”为全部县。新账号不写为全部县。",
)  # fmt: skip


def act_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say where and in whose name, and give the command the act."""

    @data_option
    @click.option("--by", default="命令行", show_default=True, help="由谁办理，记入修改记录。")
    @click.option("--why", default="", help="理由。")
    @wraps(command)
    def done(*, by: str, why: str, **given: Any) -> None:
        command(act=Act(by, why), **given)

    return done


@click.group("user")
def user() -> None:
    """管理账号：增加、列出、改权限、重设密码、结束登录、移除。

    其他电脑访问看板时要登录；只在本机使用时不需要账号。密码输入时不显示，也可以从标准输入读入。
    """


@user.command()
@click.argument("name")
@role_option
@counties_option
@act_options
def add(*, name: str, label: str, counties: tuple[str, ...], data: Path, act: Act) -> None:
    """增加账号。"""
    meant = counties_of(data, counties)
    accounts.add(data, name, role_of(label), asked(), act, counties=meant)
    click.echo(printable(f"已增加账号：{name}（{label}）。"))


@user.command("list")
@data_option
def list_(data: Path) -> None:
    """列出账号、权限和登录情况。"""
    going_on = sessions(data, time.time())
    for account in accounts.accounts(data).values():
        seen = [session.seen_at for session in going_on if session.account.name == account.name]
        line = f"{account.name}（{NAMES[account.role]}）"
        if account.counties:
            line += f"，只管 {'、'.join(account.counties)}"
        if seen:
            line += f"，{len(seen)} 处登录，最近 {datetime.fromtimestamp(max(seen)):%Y-%m-%d %H:%M}"
        click.echo(printable(line))


@user.command()
@click.argument("name")
@role_option
@counties_option
@act_options
def role(*, name: str, label: str, counties: tuple[str, ...], data: Path, act: Act) -> None:
    """改权限和所管的县，立即生效；不写县时所管的县不变。"""
    meant = counties_of(data, counties) if counties else None
    accounts.change_role(data, name, role_of(label), act, counties=meant)
    click.echo(printable(f"{name}的权限现为{label}。"))


@user.command()
@click.argument("name")
@act_options
def password(*, name: str, data: Path, act: Act) -> None:
    """重设密码；原来的登录全部结束。"""
    accounts.set_password(data, name, asked(), act)
    click.echo(printable(f"已重设密码：{name}。"))


@user.command()
@click.argument("name")
@click.argument("subject", default="")
@act_options
def identity(*, name: str, subject: str, data: Path, act: Act) -> None:
    """设置账号在统一身份认证（OpenID Connect）中的身份，不写为去掉；原来的登录全部结束。"""
    accounts.set_identity(data, name, subject, act)
    click.echo(printable(f"{name}的统一身份：{subject or '无'}。"))


@user.command()
@click.argument("name")
@act_options
def end(*, name: str, data: Path, act: Act) -> None:
    """结束一个账号的全部登录。"""
    accounts.end_sessions(data, name, act)
    click.echo(printable(f"已结束登录：{name}。"))


@user.command()
@click.argument("name")
@act_options
def remove(*, name: str, data: Path, act: Act) -> None:
    """移除账号；修改记录保留。"""
    accounts.remove(data, name, act)
    click.echo(printable(f"已移除账号：{name}。"))


def asked() -> str:
    """Return a password typed twice without being shown, or the first line of the input."""
    if sys.stdin.isatty():
        return click.prompt("密码（不显示）", hide_input=True, confirmation_prompt="再输入一次")
    return sys.stdin.readline().rstrip("\r\n")


def counties_of(data: Path, said: Sequence[str]) -> list[str]:
    """Return the codes of counties, each given by name or by a code that the register may lack.

    There are none where all are meant.
    """
    if ALL in said:
        return []
    if all(accounts.COUNTY.fullmatch(county) for county in said):
        return [*said]
    register = registered(data)
    return [county_id(register, county) for county in said]


def role_of(label: str) -> str:
    """Return the role that a label names."""
    return next(role for role, named in NAMES.items() if named == label)
