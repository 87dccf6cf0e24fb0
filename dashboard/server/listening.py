"""Where the server listens, and under which names it may be asked."""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import socket
import webbrowser
from collections.abc import Iterable
from dataclasses import dataclass

import click

from dashboard.labels.log import log

TRIES = 50
LOOPBACK = "127.0.0.1"
LOOPBACK_HOSTS = frozenset(("localhost", LOOPBACK, "::1"))
HOST_NAME = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
TAKEN = (errno.EADDRINUSE, errno.EACCES)
OPEN = (
    "已用 --open 启动：其他电脑不登录就能打开看板，能打开的人都能导入报告、改名册和期限、"
    "以任何姓名作出核对决定。请只在人人可信的网络中这样用；不加 --open 则要登录。"
)
NO_ACCOUNT = (
    "这样启动后，其他电脑也能打开看板，因此要登录，但还没有能管理的账号。请先增加一个：\n"
    "  gongkai user add 姓名 --role 管理\n"
    "其余账号可在网页“用户”中增加。只在本机使用时不要写 --address 和 --host；"
    "不登录也让其他电脑访问时加 --open。"
)
NO_TLS = "密码和数据在网络上没有加密；请按部署说明让代理提供 https。"
NO_HOST = (
    "监听所有地址时，请用 --host 写明别人在浏览器里输入的主机名或地址，可以写多个；"
    "用其他名称来的请求一律拒绝，以防别的网站借浏览器访问看板。"
)


@dataclass(frozen=True, slots=True)
class Reach:
    """The address that is listened at, the host names that a request may name, and who may come in.

    A server that others reach asks them to log in, unless it is said to be open.
    """

    address: str
    hosts: frozenset[str]
    needs_login: bool

    @property
    def shown_host(self) -> str:
        """Return the host under which a browser on this machine finds the dashboard."""
        own = ipaddress.ip_address(self.address)
        if own.is_loopback or own.is_unspecified:
            return "localhost"
        return f"[{own}]" if own.version == 6 else str(own)


def reach(address: str, names: Iterable[str], *, is_open: bool) -> Reach:
    """Return what is reached from where; raise UsageError for what is no address or no name."""
    listened = numeric(address)
    hosts = frozenset(map(host_name, names))
    beyond = not listened.is_loopback or bool(hosts - LOOPBACK_HOSTS)
    if listened.is_unspecified and not hosts:
        raise click.UsageError(NO_HOST)
    own = frozenset() if listened.is_unspecified else frozenset((str(listened),))
    return Reach(str(listened), hosts | own | LOOPBACK_HOSTS, beyond and not is_open)


def numeric(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return an address as a number, so that nobody need be asked for it."""
    try:
        return ipaddress.ip_address(LOOPBACK if address == "localhost" else address)
    except ValueError:
        raise click.UsageError(f"监听地址“{address}”不是 IP 地址，例如 127.0.0.1。") from None


def host_name(name: str) -> str:
    """Return a host name as browsers send it, or an address; raise UsageError for anything else."""
    try:
        return str(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        pass
    try:
        sent = name.strip().rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        sent = ""
    if not HOST_NAME.fullmatch(sent):
        raise click.UsageError(f"“{name}”不是主机名，例如 gongkai.example.cn；不要写协议和端口。")
    return sent


def listen(address: str, wanted: int) -> socket.socket:
    """Return a socket that listens at the wanted port, or the next one that is free, and say so."""
    for port in range(wanted, min(wanted + TRIES, 2**16)):
        found = bound(address, port)
        if found:
            if port != wanted:
                click.echo(f"端口 {wanted} 已被占用，改用 {port}。")
            return found
    raise click.ClickException(
        f"端口 {wanted} 至 {wanted + TRIES - 1} 均被占用，请用 --port 指定。"
    )


def bound(address: str, port: int) -> socket.socket | None:
    """Return a socket bound to an address and port; None where the port is taken."""
    is_six = ":" in address
    made = socket.socket(socket.AF_INET6 if is_six else socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":
        # Connections of a server just stopped linger; on Windows this would hide a live one.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((address, port))
        made.listen()
    except OSError as error:
        made.close()
        if error.errno in TAKEN:
            return None
        raise click.ClickException(f"无法在 {address} 上启动：{error.strerror}") from error
    return made


def announce(where: Reach, port: int, *, in_browser: bool = False) -> None:
    """Say where the dashboard is, who reaches it, and how it ends; open it where that is asked."""
    address = f"http://{where.shown_host}:{port}"
    click.echo(f"请在浏览器打开 {address}")
    if in_browser:
        webbrowser.open(address)
    if names := "、".join(sorted(where.hosts - LOOPBACK_HOSTS)):
        click.echo(f"其他电脑访问时可用的名称：{names}。")
        log(OPEN if not where.needs_login else "其他电脑访问时要登录。")
        if not ipaddress.ip_address(where.address).is_loopback:
            log(NO_TLS)
    click.echo("停止请按 Ctrl+C。")
