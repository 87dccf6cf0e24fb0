"""Requests as bytes on a socket, with headers that no library would send."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

PATIENCE = 60


def connected(address: str) -> socket.socket:
    """Return a connection to a server."""
    at = urlsplit(address)
    made = socket.create_connection((at.hostname or "", at.port or 0), timeout=PATIENCE)
    made.settimeout(PATIENCE)
    return made


def status(address: str, path: str = "/", *headers: str, method: str = "GET") -> int:
    """Return the status that a server answers; no header is added but what ends the connection."""
    with connected(address) as made:
        lines = [f"{method} {path} HTTP/1.1", *headers]
        if not any(line.lower().startswith("connection:") for line in headers):
            lines.append("Connection: close")
        made.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = made.recv(4096)
    return int(answer.split(b" ")[1])


def handshake(address: str, host: str, *origins: str) -> int:
    """Return the status of the handshake for a websocket from pages of these origins."""
    headers = (
        f"Host: {host}",
        *(f"Origin: {origin}" for origin in origins),
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol: streamlit",
    )
    return status(address, "/_stcore/stream", *headers)
