"""Opens pages that a browser or Word saved as one file (.mht), and the text of an e-mail."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import Message
from itertools import islice

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract import html, text

SUFFIXES = (".mht", ".mhtml")
PART_STARTS, MOST_PARTS = b"\n--", 5_000
XHTML = "application/xhtml+xml"
SHORTEST = 20
FRAMES = b"<frameset"
DAMAGED = UnreadableFile(
    "网页文件已损坏，无法打开。", "请用 Word 或浏览器打开原件，另存为 .docx 后重试。"
)


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of the page in a single-file page, or of an e-mail's own text."""
    parts = list(parts_of(content))
    pages = [part for part in parts if part.get_content_type() in ("text/html", XHTML)]
    is_framed = any(FRAMES in body_of(page).lower() for page in pages)
    found: list[Line] = []
    for page in pages:
        found += html.lines(in_utf8(page)) if body_of(page).strip() else ()
        if found and not is_framed:
            break
    if not found:
        plain = [part for part in parts if part.get_content_type() == "text/plain"]
        found += [line for part in plain[:1] for line in text.lines(in_utf8(part))]
        found = found if sum(len(line.text) for line in found) > SHORTEST else []
    if not found:
        raise UnreadableFile("文件里没有网页正文。", DAMAGED.hint)
    return tuple(found)


def parts_of(content: bytes) -> Iterator[Message]:
    """Yield the parts of a message; raise UnreadableFile for one of far too many."""
    if content.count(PART_STARTS) > MOST_PARTS:
        raise DAMAGED
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        yield from islice(message.walk(), MOST_PARTS)
    except RecursionError as error:
        raise DAMAGED from error


def body_of(part: Message) -> bytes:
    """Return the decoded bytes of a part."""
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def in_utf8(part: Message) -> bytes:
    """Return a part in UTF-8 where it names a character set, else as it is."""
    named = part.get_content_charset()
    body = body_of(part)
    if not named:
        return body
    try:
        decoded = body.decode("gb18030" if named in ("gb2312", "gbk") else named)
    except (LookupError, UnicodeDecodeError):
        return body
    return b"\xef\xbb\xbf" + decoded.lstrip("\ufeff").encode("utf-8", "replace")
