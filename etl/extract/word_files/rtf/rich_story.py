"""What is read of a rich text so far: groups, characters, paragraphs, cells and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from etl.domain.errors import UnreadableFile
from etl.extract.printed.lines import UNREAD_PICTURE
from etl.extract.printed.marks import LOWER, RAISE, without_note_marks
from etl.extract.word_files.assembly import Assembly, Block, CellShape

DEEPEST_GROUP = 2_000
DAMAGED = "RTF 文件已损坏，或并不是 RTF 文件。"
RESAVE = "请用 Word 或 WPS 打开原件，另存为 .docx 后重试。"
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group of rich text, until it ends."""

    is_written: bool = True
    is_skipped: bool = False
    is_choice: bool = False
    boxes: int = 0
    after_unicode: int = 1
    encoding: str = ""
    unseen: frozenset[str] = frozenset()
    is_raised: bool = False
    is_white: bool = False
    is_shaded: bool = False
    is_ground: bool = False


@dataclass(slots=True)
class RichStory:
    """A rich text as far as it is read."""

    state: State = field(default_factory=State)
    groups: list[State] = field(default_factory=list)
    assembly: Assembly = field(default_factory=Assembly)
    boxes: list[tuple[list[str], int]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    depth: int = 0
    code_page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    shapes: list[CellShape] = field(default_factory=list)
    shape: CellShape = field(default_factory=CellShape)
    whites: frozenset[int] = frozenset()
    grounds: list[bool] = field(default_factory=lambda: [False])
    holds_picture: bool = False

    def take_text(self, text: str) -> None:
        """Take characters; the first may only stand in for Unicode before them."""
        if self.to_skip:
            text, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        if self.state.is_written:
            self.pending += text.encode("latin-1")

    def take_byte(self, byte: str) -> None:
        """Take a byte in hexadecimal, which may only stand in for Unicode before it."""
        if self.to_skip:
            self.to_skip -= 1
        elif self.state.is_written:
            self.pending.append(int(byte, 16))

    def write(self, text: str) -> None:
        """Write characters that need no decoding."""
        self.flush()
        if self.state.is_written:
            self.written.append(self.set_off(text))

    def set_off(self, text: str) -> str:
        """Return characters between signs of their own where they are raised, or not seen."""
        unseen = self.state.is_white and not self.is_on_ground()
        return RAISE + text + LOWER if self.state.is_raised or unseen else text

    def is_on_ground(self) -> bool:
        """Return whether text stands on another ground than white paper: its own or its cell's."""
        at = len(self.assembly.rows[-1].cells) if self.assembly.rows else 0
        has_own = self.state.is_shaded or self.state.is_ground
        return has_own or (self.depth > 0 and any(self.grounds[at : at + 1]))

    def flush(self) -> None:
        """Decode the bytes that have come since the encoding was set."""
        if self.pending:
            text = decoded(bytes(self.pending), self.state.encoding, self.code_page)
            self.written.append(self.set_off(text))
            self.pending.clear()

    def text(self) -> str:
        """Return what is written since the last paragraph, and begin anew."""
        self.flush()
        text = "".join(self.written)
        self.written = []
        if not text.isascii() and SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return without_note_marks(text)

    def open_group(self) -> None:
        """Begin a group, in which all holds that held around it."""
        self.flush()
        self.to_skip = 0
        if len(self.groups) >= DEEPEST_GROUP:
            raise UnreadableFile(DAMAGED, RESAVE)
        self.groups.append(self.state)

    def close_group(self) -> None:
        """End a group; a text box ends with its last paragraph."""
        self.flush()
        self.to_skip = 0
        if not self.groups:
            return
        ended, self.state = self.state, self.groups.pop()
        if ended.boxes > self.state.boxes and self.boxes:
            if self.written:
                self.assembly.take_box(self.text())
            self.written, self.depth = self.boxes.pop()

    def skip(self) -> None:
        """Leave out the group that has begun."""
        self.flush()
        self.state = replace(self.state, is_skipped=True, is_written=False)

    def end_paragraph(self) -> None:
        """End a paragraph of the text."""
        if self.state.is_skipped:
            return
        if self.state.boxes and self.depth == 0:
            self.assembly.take_box(self.text())
        else:
            self.assembly.end_paragraph(self.text(), self.depth)

    def end_cell(self, least: int) -> None:
        """End a cell of the outer table, or of one inside it."""
        if not self.state.is_skipped:
            text = self.text()
            if self.holds_picture and not text.strip():
                text = UNREAD_PICTURE
            self.holds_picture = False
            self.assembly.end_cell(text, max(least, self.depth if least > 1 else 1))

    def end_row(self, least: int) -> None:
        """End a row; what stands behind its last cell is no cell."""
        if not self.state.is_skipped:
            self.assembly.end_row(max(least, self.depth if least > 1 else 1), self.shapes)
            self.text()

    def end_section(self) -> None:
        """End a section, and a paragraph that has not said that it ends."""
        self.flush()
        if self.written:
            self.end_paragraph()

    def merge(self, **how: bool) -> None:
        """Note that the next cell only continues another."""
        self.shape = replace(self.shape, **how)

    def finish(self) -> list[Block]:
        """Return all paragraphs and rows."""
        self.end_section()
        return self.assembly.finish()


def decoded(content: bytes, encoding: str, code_page: str) -> str:
    """Return bytes in the encoding of their font; Latin fonts also carry Chinese bytes."""
    for name in filter(None, (encoding, code_page)):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return content.decode(encoding or "cp1252", "replace")
