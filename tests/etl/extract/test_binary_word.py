"""Older Word files as Word itself writes them: pieces, fields, nested tables, marked deletions."""

from __future__ import annotations

import struct

import pytest

from etl.domain.errors import UnreadableFile
from etl.extract import legacy_word
from etl.extract.binary_word import office
from tests.binary_word import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW,
    ROW_END,
    Part,
    compound,
    depth,
    document,
    elsewhere,
    row,
)

FIRST_DOWN, DOWN = 0x0060, 0x0020
INNER = IN_TABLE + depth(2)


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "COMMANDS", ())
    monkeypatch.setattr(office, "FILES", ())


def read(content: bytes) -> list[str | tuple[str, ...]]:
    return [line.cells or line.text for line in legacy_word.lines(content)]


def cells(*texts: str, row_end: bytes) -> list[Part]:
    return [*(Part(f"{text}\x07", IN_TABLE) for text in texts), Part("\x07", row_end)]


TEXTS = {
    "one byte": (Part("\x13 PAGE \x1412\x15 \u201cOA\u201d\r", width=1), "12 \u201cOA\u201d"),
    "hyperlink": (
        Part('见\x13 HYPERLINK "x" \x14公开\x13 REF \x14平台\x15\x15。\r'),
        "见公开平台。",
    ),
    "no result": (Part("共\x13 FORMTEXT \x15件\r"), "共件"),
    "no end": (Part("共\x13 PAGE 8件\r"), "共"),
    "deleted": (Part("主动公开128条\r", gone=(4, 5, DELETED)), "主动公开28条"),
    "hidden": (Part("主动公开128条\r", gone=(0, 4, HIDDEN)), "128条"),
    "two units": (Part("\U00020bb7家乡8条\r", gone=(4, 5, DELETED)), "\U00020bb7家乡条"),
    "signs": (Part("甲\x0b乙\x1e丙\x1f丁\x01\x08\r"), "甲\n乙-丙丁"),
}


@pytest.mark.parametrize("oddity", TEXTS)
def test_a_paragraph_is_what_it_prints(oddity: str) -> None:
    part, printed = TEXTS[oddity]
    assert read(document([part, Part("完\r")])) == [*printed.split("\n"), "完"]


def test_a_field_over_several_paragraphs_ends_where_it_ends() -> None:
    parts = [Part("\x13 TOC \x14一、总体\r"), Part("二、主动\x15\r"), Part("共8条\r")]
    assert read(document(parts)) == ["一、总体", "二、主动", "共8条"]


def test_a_piece_that_a_fast_save_deleted_is_not_printed() -> None:
    parts = [Part("甲\r"), Part("乙\r", piece=2), Part("丙\r", piece=1)]
    assert read(document(parts, lists=[b"", DELETED])) == ["甲", "", "丙"]


def test_a_row_has_its_cells_and_merged_ones_stand_once() -> None:
    parts = [
        *cells("三、", "（一）予以公开", "1", row_end=ROW_END + row(FIRST_DOWN, 0, 0)),
        *cells("", "（二）部分公开", "", row_end=ROW_END + row(DOWN, 0, 0)),
        *cells("总计", "", "0", row_end=ROW_END + row(1, 2, 0)),
        *cells("总计", "", "0", row_end=ROW_END + row(2, 1, 0)),
    ]
    assert read(document(parts)) == [
        ("三、", "（一）予以公开", "1"),
        ("", "（二）部分公开", ""),
        ("总计", "0"),
        ("总计", "0"),
    ]


@pytest.mark.parametrize("code", [0x6646, 0x6645, 0x646B])
def test_a_row_too_long_for_its_page_is_read_from_the_data_stream(code: int) -> None:
    pointer, data = elsewhere(code, ROW_END + row(*[0] * 28, DOWN))
    texts = [str(number) for number in range(29)]
    parts = cells(*texts, row_end=IN_TABLE + pointer)
    assert read(document(parts, data)) == [(*texts[:-1], "")]


def test_a_list_of_properties_that_names_itself_ends() -> None:
    pointer, data = elsewhere(0x6646, struct.pack("<HI", 0x6646, 16))
    assert read(document([Part("甲\r", pointer)], data)) == ["甲"]


def test_a_later_property_merges_cells() -> None:
    across = struct.pack("<HBB", 0x5624, 0, 2)
    down = struct.pack("<HBBB", 0xD62B, 2, 2, 1)
    parts = cells("总计", "", "5", row_end=ROW_END + row(0, 0, 0) + across + down)
    assert read(document(parts)) == [("总计", "")]


def test_a_cell_of_several_paragraphs_is_one_cell() -> None:
    parts = [Part("规\r", IN_TABLE), *cells("章", "1", row_end=ROW_END + row(0, 0))]
    assert read(document(parts)) == [("规\n章", "1")]


def test_a_table_inside_a_table_is_read_row_by_row() -> None:
    parts = [
        Part("二、\r", IN_TABLE),
        Part("规章\r", INNER + INNER_CELL),
        Part("1\r", INNER + INNER_CELL),
        Part("\r", INNER + INNER_CELL + INNER_ROW + row(0, 0)),
        *cells("", row_end=ROW_END + row(0)),
        Part("完\r"),
    ]
    assert read(document(parts)) == ["二、", ("规章", "1"), "", "完"]


def test_a_text_box_is_read_after_the_text() -> None:
    assert read(document([Part("正文\r")], boxes=[Part("盒内\r")])) == ["正文", "盒内"]


def test_an_encrypted_package_is_named() -> None:
    with pytest.raises(UnreadableFile, match="密码"):
        read(compound({"EncryptedPackage": b""}))


@pytest.mark.parametrize("name", ["Workbook", "Book"])
def test_another_program_s_file_is_no_word_file(name: str) -> None:
    with pytest.raises(UnreadableFile, match="不是 Word 97"):
        read(compound({name: b""}))


@pytest.mark.parametrize("count", [51_000, 4_000_000_000])
def test_a_piece_longer_than_the_file_is_refused(count: int) -> None:
    content = document([Part("甲" * 50 + "\r")])
    before, _, after = content.rpartition(struct.pack("<II", 0, 51))
    with pytest.raises(UnreadableFile):
        read(before + struct.pack("<II", 0, count) + after)


def test_sectors_in_a_circle_come_to_an_end() -> None:
    content = bytearray(document([Part("甲\r")] * 200))
    fat = content.rindex(struct.pack("<III", 3, 4, 5))
    struct.pack_into("<I", content, fat + 8, 0)
    try:
        assert len(read(bytes(content))) <= len(content)
    except UnreadableFile as error:
        assert error.hint
