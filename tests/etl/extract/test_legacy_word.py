"""Older Word files are read without Word; what is something else is read as what it is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import extract
from etl.domain.errors import UnreadableFile
from etl.domain.report import Mark
from etl.extract import legacy_word, rich_text, word
from etl.extract.binary_word import office
from etl.transform import parse
from tests.documents import converted
from tests.forms import LARGE
from tests.word_samples import CLOSING, OPENING, filled, package, paragraph, report, table

FORMS = [(edition, seed) for edition in ("2019", "2021") for seed in range(2)]
SUFFIXES = (".doc", ".rtf")
PAGE = "<p>清水镇2023年年报</p><table><tr><td>规章</td><td></td></tr></table>"
MAIL = (
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
    'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n{}\n--x--\n'
)
Documents = dict[tuple[str, str, int], Path]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """Return the file of each (suffix, edition, seed)."""
    folder = tmp_path_factory.mktemp("legacy")
    sources = [folder / f"报告{edition}-{seed}.docx" for edition, seed in FORMS]
    for path, (edition, seed) in zip(sources, FORMS, strict=True):
        path.write_bytes(report(edition, filled(edition, seed)))
    found = {(".docx", *form): path for form, path in zip(FORMS, sources, strict=True)}
    for suffix in SUFFIXES:
        made = converted(folder, sources, suffix)
        found |= {(suffix, *form): path for form, path in zip(FORMS, made, strict=True)}
    return found


@pytest.fixture
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "COMMANDS", ())
    monkeypatch.setattr(office, "FILES", ())


@pytest.mark.office
@pytest.mark.usefixtures("no_libreoffice")
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("edition", "seed"), FORMS)
def test_lines_and_cells_are_those_of_the_newer_format(
    documents: Documents, suffix: str, edition: str, seed: int
) -> None:
    newer = extract.read(documents[".docx", edition, seed])
    older = extract.read(documents[suffix, edition, seed])
    # Only the newer format says which columns of its table a cell spans.
    assert older.lines == tuple(replace(line, at=()) for line in newer.lines)
    assert [line.text for line in older.lines[:3]] == list(OPENING)
    assert [line.text for line in older.lines[-6:]] == list(CLOSING)
    cells = parse(older).cells
    assert {cell.address: cell.raw for cell in cells} == filled(edition, seed)
    assert seed or {cell.mark for cell in cells} == {Mark.BLANK}
    assert cells == parse(newer).cells


@pytest.mark.office
def test_wps_is_read_like_doc(documents: Documents, tmp_path: Path) -> None:
    path = tmp_path / "报告.wps"
    path.write_bytes(documents[".doc", "2021", 1].read_bytes())
    assert extract.read(path).lines == extract.read(documents[".doc", "2021", 1]).lines


@pytest.mark.office
@pytest.mark.parametrize("suffix", [".docx", ".doc", ".rtf"])
def test_the_content_says_what_a_file_is(documents: Documents, suffix: str) -> None:
    path = documents[suffix, "2021", 1]
    content = path.read_bytes()
    for reader in (legacy_word, rich_text, word):
        assert reader.lines(content) == extract.read(path).lines


def other_kinds() -> Iterator[tuple[str, bytes]]:
    page = f"<html><meta charset='utf-8'>{PAGE}</html>".encode()
    yield "page", page
    yield "part of a page", PAGE.encode()
    yield "page as mail", MAIL.format(b64encode(page).decode()).encode()
    flat = package(paragraph("清水镇2023年年报") + table(("规章", "")))
    yield "package", flat
    yield "text", "清水镇2023年年报\n规章".encode("gb18030")


@pytest.mark.parametrize(("kind", "content"), list(other_kinds()))
def test_other_kinds_under_the_name_of_word_are_read(kind: str, content: bytes) -> None:
    lines = legacy_word.lines(content)
    assert lines[0].text == "清水镇2023年年报"
    assert (lines[-1].cells or (lines[-1].text, ""))[:2] == ("规章", "")


@pytest.mark.usefixtures("no_libreoffice")
@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", b"\xec\xa5\x00\x00" * 9, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut"]
)
def test_what_no_word_program_wrote_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"另存为 \.docx"):
        legacy_word.lines(content)


@pytest.mark.office
def test_a_password_is_named(documents: Documents) -> None:
    content = bytearray(documents[".doc", "2021", 1].read_bytes())
    header = content.index(b"\xec\xa5")
    content[header + 0x0B] |= 0x01
    with pytest.raises(UnreadableFile, match="密码"):
        legacy_word.lines(bytes(content))


@pytest.mark.usefixtures("no_libreoffice")
def test_without_libreoffice_the_way_out_is_named() -> None:
    with pytest.raises(UnreadableFile, match="安装 LibreOffice"):
        office.as_docx(b"x", "不是 Word 97–2003 格式")


@pytest.mark.office
def test_what_only_libreoffice_can_open_is_read_through_it(documents: Documents) -> None:
    made = office.as_docx(documents[".rtf", "2021", 1].read_bytes(), "不是 Word 97–2003 格式")
    assert [line.cells for line in word.lines(made)] == [
        line.cells for line in extract.read(documents[".docx", "2021", 1]).lines
    ]


@pytest.mark.office
def test_libreoffice_is_given_up_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.01)
    with pytest.raises(UnreadableFile, match="超时"):
        office.as_docx(b"{\\rtf1 8}", "不是 Word 97–2003 格式")


@pytest.mark.office
@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".docx"])
@settings(max_examples=100, deadline=5000, suppress_health_check=LARGE)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(
    documents: Documents, suffix: str, data: st.DataObject
) -> None:
    content = bytearray(documents[suffix, "2021", 1].read_bytes())
    start = data.draw(st.sampled_from([8, 512, len(content) // 2]))
    for _ in range(data.draw(st.integers(0, 20))):
        content[data.draw(st.integers(start, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(8, len(content)) | st.just(len(content)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "COMMANDS", ())
        patch.setattr(office, "FILES", ())
        try:
            legacy_word.lines(bytes(content[:cut]))
        except UnreadableFile as error:
            assert error.hint


@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 9_999,
        b"MIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(3_000)
        ),
        b"MIME-Version: 1.0\n\n8",
    ],
    ids=["too many parts", "parts in parts", "no page"],
)
def test_a_page_saved_as_mail_is_bounded(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"另存为 \.docx"):
        legacy_word.lines(content)


@pytest.mark.office
def test_footnotes_are_printed_and_join_no_figure(tmp_path: Path) -> None:
    source = tmp_path / "report.rtf"
    note = r"{\super\chftn{\footnote\pard\plain{\super\chftn} 9\par}}"
    row = rf"\trowd\cellx2000\cellx4000\intbl 12{note}\cell 3\cell\row\pard"
    source.write_bytes(rf"{{\rtf1\ansi {row} 8{note}\par 7\par}}".encode())
    older, newer = (converted(tmp_path, [source], suffix)[0] for suffix in (".doc", ".docx"))
    for path in (source, older, newer):
        lines = extract.read(path).lines
        assert [line.cells for line in lines if line.cells] == [("12", "3")]
        texts = [line.text.replace(" ", "") for line in lines if not line.cells and line.text]
        assert sorted(texts) == ["7", "8", "注：9", "注：9"]


@pytest.mark.office
def test_white_text_on_its_own_ground_is_seen(tmp_path: Path) -> None:
    source = tmp_path / "white.rtf"
    colors = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}"
    body = r"{\cf1\chcbpat2 1}2 ab\par {\cf1 1}2 ab\par {\cf1\highlight2 1}2 ab\par"
    source.write_bytes(rf"{{\rtf1\ansi{colors} {body}}}".encode())
    for path in (
        source,
        *converted(tmp_path, [source], ".doc"),
        *converted(tmp_path, [source], ".docx"),
    ):
        lines = [line.text.strip() for line in extract.read(path).lines if line.text]
        assert lines == ["12 ab", "2 ab", "12 ab"]
