"""Cuts rich text into its signs: groups, control words, characters.

Control words that say nothing of the text are passed over in one step, so that reading stays fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SKIPPED = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "fldinst", "shprslt",
    "nonshppict", "nonesttables", "listtable", "revtbl", "rsidtbl", "generator", "filetbl",
    "objdata", "tc", "xe", "sp", "bkmkstart", "bkmkend", "datafield", "themedata",
    "colorschememapping", "latentstyles", "datastore", "mmathPr",
))  # fmt: skip
READABLE = frozenset(("ud", "shptxt", "nesttableprops", "shpinst"))  # the optional ones we read
SIGNS = {
    "tab": "\t", "line": "\n", "page": "\n", "emdash": "—", "endash": "–", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
STATES = (
    "u", "uc", "f", "v", "deleted", "plain", "par", "sect", "pard", "intbl", "itap", "cell",
    "nestcell", "row", "nestrow", "trowd", "cellx", "clvmrg", "clmrg", "upr", "ansicpg", "bin",
    "fcharset", "strike", "striked", "super", "sub", "nosupersub", "up", "dn", "cf", "fs",
    "footnote", "chcbpat", "highlight", "cbpat", "clcbpat", "mvf",
)  # fmt: skip
KNOWN = "|".join(sorted({*SKIPPED, *READABLE, *SIGNS, *STATES}, key=len, reverse=True))
PATTERN = (
    r"(?P<other>(?:\\(?!(?:{known})(?![a-zA-Z]))[a-zA-Z]{{1,40}}(?:-?\d{{1,10}})? ?|[\r\n])+)"
    r"|\\\*[\r\n ]*\\(?P<optional>[a-zA-Z]{{1,40}})(?:-?\d{{1,10}})? ?"
    r"|\\(?P<word>[a-zA-Z]{{1,40}})(?P<number>-?\d{{1,10}})? ?"
    r"|\\'(?P<byte>[0-9a-fA-F]{{2}})"
    r"|(?P<text>(?:{text})+)"
    r"|(?P<group>[{{}}])"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|\\"
)
ONE_BYTE = re.compile(PATTERN.format(known=KNOWN, text=r"[^\\{}\r\n]"))
# The second byte of a Chinese character may look like a brace or a backslash.
TWO_BYTES = re.compile(
    PATTERN.format(known=KNOWN, text=r"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[^\\{}\r\n]")
)
CHINESE = re.compile(rb"\\ansicpg(?:936|950|932|949)\b")
HEAD = 2000


def tokens(content: bytes) -> Iterator[re.Match[str]]:
    """Yield the signs of rich text in order, binary data left out."""
    pattern = TWO_BYTES if CHINESE.search(content[:HEAD]) else ONE_BYTE
    source = content.decode("latin-1")
    start: int | None = 0
    while start is not None:
        begin, start = start, None
        for token in pattern.finditer(source, begin):
            if token.lastgroup == "other":
                continue
            if token["word"] == "bin":
                start = token.end() + max(0, int(token["number"] or 0))
                break
            yield token
