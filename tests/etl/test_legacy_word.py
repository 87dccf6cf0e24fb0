"""Older Word files are read without Word; what is something else is read as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import readers
from etl.errors import UnreadableFile
from etl.parsing import parse
from etl.readers import legacy_word, rich_text
from etl.readers.binary_word import office
from tests import printing
from tests.documents import converted

VALUES = dict.fromkeys(printing.load().forms["2021"].addresses(), "3")


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return one report as .docx, .doc and .rtf."""
    folder = tmp_path_factory.mktemp("legacy")
    word = folder / "报告.docx"
    word.write_bytes(printing.as_docx("2021", VALUES, prose=True))
    made = {suffix: converted(folder, [word], suffix)[0] for suffix in (".doc", ".rtf")}
    return {".docx": word, **made}


@pytest.mark.office
def test_wps_is_read_like_doc(originals: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "报告.wps"
    path.write_bytes(originals[".doc"].read_bytes())
    assert readers.read(path).lines == readers.read(originals[".doc"]).lines


@pytest.mark.office
@pytest.mark.parametrize("suffix", [".docx", ".rtf"])
def test_a_file_that_is_something_else_is_read_as_what_it_is(
    originals: dict[str, Path], suffix: str
) -> None:
    content = originals[suffix].read_bytes()
    assert legacy_word.lines(content) == readers.read(originals[suffix]).lines


def test_a_web_page_under_the_name_of_word_is_read_as_a_page() -> None:
    page = "<html><meta charset='utf-8'><p>清水镇2023年年报</p></html>".encode()
    assert [line.text for line in legacy_word.lines(page)] == ["清水镇2023年年报"]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", "报告".encode(), b"\xd0\xcf\x11\xe0 cut"])
def test_what_no_word_program_wrote_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"另存为 \.docx"):
        legacy_word.lines(content)


@pytest.mark.office
def test_a_password_is_named(originals: dict[str, Path]) -> None:
    content = bytearray(originals[".doc"].read_bytes())
    header = content.index(b"\xec\xa5")
    content[header + 0x0B] |= 0x01
    with pytest.raises(UnreadableFile, match="密码"):
        legacy_word.lines(bytes(content))


def test_without_libreoffice_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "COMMANDS", ())
    monkeypatch.setattr(office, "FILES", ())
    with pytest.raises(UnreadableFile, match="安装 LibreOffice"):
        office.as_docx(b"x", "不是 Word 97–2003 格式")


@pytest.mark.office
def test_what_only_libreoffice_can_open_is_read_through_it(originals: dict[str, Path]) -> None:
    package = office.as_docx(originals[".rtf"].read_bytes(), "不是 Word 97–2003 格式")
    path = originals[".rtf"].with_suffix(".docx")
    path.write_bytes(package)
    assert parse(readers.read(path)).cells == parse(readers.read(originals[".docx"])).cells


@pytest.mark.office
@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(
    originals: dict[str, Path], suffix: str, data: st.DataObject
) -> None:
    content = bytearray(originals[suffix].read_bytes())
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(content) // 2, len(content)))
    reader = {".doc": read_without_help, ".rtf": rich_text.lines}[suffix]
    try:
        reader(bytes(content[:cut]))
    except UnreadableFile:
        return


def read_without_help(content: bytes) -> None:
    """Read a binary Word file; a conversion by LibreOffice would only take its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "COMMANDS", ())
        patch.setattr(office, "FILES", ())
        legacy_word.lines(content)
