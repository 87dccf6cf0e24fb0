"""Opens rich text (.rtf): paragraphs as lines, table rows with their cells."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from etl.errors import UnreadableFile
from etl.model import Line

SUFFIXES = (".rtf",)
SIGNATURE = b"{\\rtf"
CELL_END = re.compile(r"(\\cell)\b")
IN_TABLE = re.compile(r"\\intbl\b")
BREAK = re.compile(r"\\(?:par|line)\b ?")
BAR = "|"
STAND_IN = "\ue000"


def lines(content: bytes) -> tuple[Line, ...]:
    """Return a file's paragraphs and table rows in printed order."""
    if not content.lstrip().startswith(SIGNATURE):
        raise UnreadableFile(
            "文件已损坏，或并不是 RTF 文件。", "请用 Word 或 WPS 打开原件，另存为 .docx 后重试。"
        )
    source = whole_cells(content.decode("latin-1").replace(BAR, STAND_IN))
    try:
        text = rtf_to_text(source, errors="replace")
    except (ValueError, LookupError, IndexError, TypeError, AttributeError) as error:
        raise UnreadableFile(
            "RTF 文件已损坏。", "请用 Word 或 WPS 打开原件，另存为 .docx 后重试。"
        ) from error
    return tuple(line_of(f"第{number}段", line) for number, line in enumerate(text.split("\n"), 1))


def whole_cells(source: str) -> str:
    """Return rich text in which no paragraph ends inside a table cell."""
    parts = CELL_END.split(source)
    for place in range(0, len(parts), 2):
        inside = IN_TABLE.search(parts[place])
        if inside is not None:
            before, after = parts[place][: inside.end()], parts[place][inside.end() :]
            parts[place] = before + BREAK.sub("", after)
    return "".join(parts)


def line_of(place: str, text: str) -> Line:
    """Return a line of text, or the row of cells that each end in a bar."""
    *cells, rest = (part.replace(STAND_IN, BAR).strip() for part in text.split(BAR))
    if len(cells) > 1:
        row = (*cells, rest) if rest else tuple(cells)
        return Line(place, " ".join(filter(None, row)), row)
    return Line(place, " ".join(filter(None, (*cells, rest))))
