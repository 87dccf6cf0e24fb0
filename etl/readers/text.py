"""Opens plain text in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
import re

from etl.errors import UnreadableFile
from etl.model import Line

SUFFIXES = (".txt", ".md")
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
CONTROL_SHARE = 0.002


def decoded(content: bytes) -> str:
    """Return the text of UTF-8, UTF-16 or GB18030 bytes, or raise UnreadableFile."""
    marked = next((code for bom, code in BOMS.items() if content.startswith(bom)), None)
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(CONTROL.findall(text)) <= CONTROL_SHARE * len(text):
            return text
    raise UnreadableFile(
        "文字编码无法识别，内容是乱码或不是文本文件。",
        "请用 Word、WPS 或记事本打开原件，另存为 UTF-8 编码的文本后重试。",
    )


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a text file, each placed by its number in the file."""
    text = decoded(content)
    return tuple(Line(f"第{n}行", line) for n, line in enumerate(text.splitlines(), 1))
