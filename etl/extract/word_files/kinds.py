"""Opens a file with a name of Word, WPS or rich text as what its content is."""

from __future__ import annotations

from collections.abc import Callable

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.extract import html, mail, text
from etl.extract.binary_word import office
from etl.extract.binary_word.parts import HasPassword, NotBinaryWord, opened
from etl.extract.binary_word.story import blocks
from etl.extract.file_kind import COMPOUND, HEAD, PACKAGE, WHITE, written_kind
from etl.extract.printed.lines import numbered_lines
from etl.extract.word_files import text_body
from etl.extract.word_files.rtf import rich_text

Reader = Callable[[bytes], tuple[Line, ...]]
RESAVE = "请用 Word 或 WPS 打开原件，另存为 .docx 后重试。"


def lines(content: bytes) -> tuple[Line, ...]:
    """Return the paragraphs and table rows of what an office program wrote, in printed order."""
    reader = reader_of(content)
    if reader is None:
        raise unknown()
    return reader(content)


def lines_or_text(content: bytes) -> tuple[Line, ...]:
    """Return the lines of what an office program wrote, or of plain text under its name."""
    reader = reader_of(content)
    if reader is not None:
        return reader(content)
    try:
        return text.lines(content)
    except UnreadableFile as error:
        raise unknown() from error


def reader_of(content: bytes) -> Reader | None:
    """Return what reads such content, None where it is no office program's."""
    if content.startswith(COMPOUND):
        return compound_lines
    if content.startswith(PACKAGE):
        return package_lines
    return WRITTEN.get(written_kind(content[:HEAD].lstrip(WHITE).lower(), ""))


def package_lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a Word package, and of whole documents set into its text."""
    return text_body.lines(content, chunk_lines)


def chunk_lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a document set into another; what it holds itself is left out."""
    if content.startswith(PACKAGE):
        return text_body.lines(content, lambda _: ())
    return lines_or_text(content)


def unknown() -> UnreadableFile:
    """Return the refusal of bytes that no office program writes."""
    return UnreadableFile("文件已损坏，或并不是 Word、WPS 文件。", RESAVE)


def compound_lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a binary Word file, with LibreOffice's help where it is none of ours."""
    try:
        found = blocks(opened(content))
    except HasPassword as error:
        raise UnreadableFile(
            "Word 文件加了密码。", "请打开原件取消密码，另存为 .docx 后重试。"
        ) from error
    except NotBinaryWord as error:
        return package_lines(office.as_docx(content, str(error)))
    return numbered_lines(found)


WRITTEN: dict[str, Reader] = {
    ".rtf": rich_text.lines, ".docx": text_body.lines_of_xml, ".mht": mail.lines,
    ".html": html.lines,
}  # fmt: skip
