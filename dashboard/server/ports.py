"""Finds a port that nobody listens on."""

from __future__ import annotations

import errno
import os
import socket

import click

TRIES = 50
TAKEN = (errno.EADDRINUSE, errno.EACCES)


def free_port(address: str, wanted: int) -> int:
    """Return the wanted port, or the next one that is free."""
    for port in range(wanted, wanted + TRIES):
        if is_free(address, port):
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
