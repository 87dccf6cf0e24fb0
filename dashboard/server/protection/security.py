"""Headers that keep the browser from fetching, framing or guessing anything.

Whether a request came by TLS says the scheme: uvicorn takes it from `X-Forwarded-Proto` where the
request comes from a proxy that `FORWARDED_ALLOW_IPS` names, by default one on this machine.
"""

from __future__ import annotations

from functools import partial

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Everything comes from this server: a page can load nothing from elsewhere and send nothing there.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does, with the headers added."""
        if scope["type"] == "http":
            send = partial(send_with_headers, send, is_secure=scope["scheme"] == "https")
        await self.app(scope, receive, send)


async def send_with_headers(send: Send, message: Message, *, is_secure: bool) -> None:
    """Send a part of an answer; the headers go with its start.

    What came by TLS sets cookies that go by TLS only.
    """
    if message["type"] == "http.response.start":
        MutableHeaders(scope=message).update(HEADERS)
        if is_secure:
            message["headers"] = [*map(over_tls, message["headers"])]
    await send(message)


def over_tls(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return a header; a cookie without `Secure` gets it."""
    name, value = header
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value
