"""Finds a port that nobody listens on, and says which one it is."""

from __future__ import annotations

import errno
import os
import socket

import click

TRIES = 50
LOOPBACK = ("127.0.0.1", "localhost", "::1")
TAKEN = (errno.EADDRINUSE, errno.EACCES)


def free_port(address: str, wanted: int) -> int:
    """Return the wanted port, or the next one that is free, and say so."""
    for port in range(wanted, wanted + TRIES):
        if is_free(address, port):
            if port != wanted:
                click.echo(f"端口 {wanted} 已被占用，改用 {port}。")
            return port
    raise click.ClickException(
        f"端口 {wanted} 至 {wanted + TRIES - 1} 均被占用，请用 --port 指定。"
    )


def is_free(address: str, port: int) -> bool:
    """Return whether we can listen at an address and port."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            # Connections of a server just stopped linger; on Windows this would hide a live one.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno in TAKEN:
                return False
            raise click.ClickException(f"无法在 {address} 上启动：{error.strerror}") from error
    return True


def any_port(address: str) -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])


def announce(address: str, port: int) -> None:
    """Say where the dashboard is and how it ends."""
    click.echo(f"请在浏览器打开 http://localhost:{port}")
    if address not in LOOPBACK:
        click.echo(f"同一网络的其他电脑请用本机的地址和端口 {port} 访问。")
    click.echo("停止请按 Ctrl+C。")
