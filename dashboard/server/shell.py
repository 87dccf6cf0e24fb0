"""Makes the page that Streamlit sends first a Chinese one, and has it load our dictionary."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "政务公开年报看板"
SCRIPT_FOLDER = "/gongkai"
SCRIPTS = (
    "narrow", "translate", "paper", "fold", "picture", "copy", "session", "name", "meeting",
)  # fmt: skip
REWRITES = tuple(
    (re.compile(pattern, re.DOTALL), replacement)
    for pattern, replacement in (
        (r'<html lang="en">', '<html lang="zh-CN" translate="no">'),
        (r"<title>.*?</title>", f"<title>{TITLE}</title>"),
        (
            r"<noscript>.*?</noscript>",
            "<noscript><p>请在浏览器设置中启用 JavaScript。</p></noscript>",
        ),
        # Inline, and only of use to search engines; the policy of headers forbids it.
        (
            r"<script>.*?</script>",
            "".join(
                f'<script type="module" src=".{SCRIPT_FOLDER}/{name}.js"></script>'
                for name in SCRIPTS
            )
            + f'<link rel="stylesheet" href=".{SCRIPT_FOLDER}/page.css">',
        ),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"<!--.*?-->", ""),
    )
)


class ChineseShell:
    """Rewrites HTML answers; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does, with HTML rewritten."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(uncompressed(scope), receive, Rewriting(send))


def uncompressed(scope: Scope) -> Scope:
    """Return a request that asks for plain text; compression is done further out."""
    return {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}


class Rewriting:
    """Holds an HTML answer back until it is whole, since its length changes."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Pass a part of the answer on, or keep it."""
        if message["type"] == "http.response.start" and is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.finish(self.start)

    async def finish(self, start: Message) -> None:
        """Send the rewritten answer; what marked its old content would now be wrong."""
        body = rewritten(self.body.decode()).encode() if self.body else b""
        headers = MutableHeaders(scope=start)
        for stale in ("etag", "last-modified"):
            del headers[stale]
        if body:
            headers["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def is_html(start: Message) -> bool:
    """Return whether an answer is a page."""
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html")


def rewritten(page: str) -> str:
    """Return the page in Chinese."""
    for pattern, replacement in REWRITES:
        page = pattern.sub(replacement, page)
    return page.lstrip()
