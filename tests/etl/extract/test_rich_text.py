"""Rich text as Word, WPS and others write it: encodings, tables, what is not printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.domain.errors import UnreadableFile
from etl.extract import rich_text

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 \'cb\'ce;}{\f2\fcharset136 A;}}"


def read(body: str, head: str = r"\ansi\ansicpg1252") -> list[str | tuple[str, ...]]:
    content = ("{\\rtf1" + head + FONTS + body + "}").encode("latin-1")
    return [line.cells or line.text for line in rich_text.lines(content)]


def escaped(text: str, encoding: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def coded(text: str, after: str = "?") -> str:
    units = memoryview(text.encode("utf-16-le")).cast("H")
    return "".join(f"\\u{unit - 65536 if unit > 32767 else unit}{after}" for unit in units)


SIGNS = (
    *"{}\\u'*1\xb9", "cell", "row", r"\row", r"\bin9 ", r"\trowd", r"\itap99999", r"\u-99999",
    r"\uc9",
)  # fmt: skip
CHINESE = r"\ansi\ansicpg936"
TEXTS = {
    "by font": (r"\f1 " + escaped("公开12条", "gbk") + r"\par", "", "公开12条"),
    "by group": (r"{\f1 " + escaped("公开", "gbk") + r"}\'e9\par", "", "公开é"),
    "by code page": (r"\f0 " + escaped("公开12条", "gbk") + r"\par", CHINESE, "公开12条"),
    "big5": (r"\f2 " + escaped("公開", "big5") + r"\par", CHINESE, "公開"),
    "second byte plain": (r"\f1 \'81@\'81\\\par", "", "丂乗"),
    "bytes as they are": ("公丂乗".encode("gbk").decode("latin-1") + r"\par", CHINESE, "公丂乗"),
    "unicode": (coded("公开") + r"\par", "", "公开"),
    "unicode, bytes instead": (r"\uc2 " + coded("公", r"\'b9\'ab") + r"8\par", "", "公8"),
    "unicode, nothing instead": (r"{\uc0 " + coded("公", " ") + r"}8\par", "", "公8"),
    "two units": (coded("\U00020bb7") + r"\par", "", "\U00020bb7"),
    "two spellings": (r"{\upr{ab}{\*\ud{" + coded("公") + r"}}}\par", "", "公"),
    "title told twice": (r"{\info{\title{\upr{a}{\*\ud{b}}}}}8\par", "", "8"),
    "escapes": (r"\{a\}\\\~b\_c\tab d\line e\par", "", "{a}\\ b-c\td\ne"),
    "unknown words": (r"\ltrpar\lang2052 a\b0 b\par", "", "ab"),
    "unknown part": (r"{\*\unheard{\text abc}}8\par", "", "8"),
    "field": (r"{\field{\*\fldinst PAGE}{\fldrslt 12}}\par", "", "12"),
    "hidden": (r"a{\v b}c\v d\v0 e\v f\plain g\par", "", "aceg"),
    "deleted": (r"128{\deleted 9}\par", "", "128"),
    "header": (r"{\header\pard 2024\par}8\par", "", "8"),
    "footnote": (r"8{\super\chftn{\footnote\pard{\super\chftn} 9}}\par", "", "注： 9\n8"),
    "picture": (r"{\pict\bin4 }}{{8}\bin4 {{{{9\par", "", "9"),
    "numbered by Word": (r"{\listtext\pard\plain 1.\tab}8\par", "", "1.\t8"),
    "lines of the file": ("1\r\n2\\par", "", "12"),
    "bar": (r"1|2\par", "", "1|2"),
    "no last mark": (r"8", "", "8"),
    "break as a symbol": ("8\\\n", "", "8"),
}  # fmt: skip


@pytest.mark.parametrize("oddity", TEXTS)
def test_a_paragraph_is_what_it_prints(oddity: str) -> None:
    body, head, printed = TEXTS[oddity]
    assert read(body, head or r"\ansi\ansicpg1252") == printed.split("\n")


def test_a_row_keeps_blank_cells_and_bars() -> None:
    body = r"\trowd\cellx1\cellx2\cellx3\intbl a|b\cell\cell\intbl 1\par 2\cell\row\pard c\par"
    assert read(body) == [("a|b", "", "1\n2"), "c"]


def test_merged_cells_stand_once() -> None:
    down = r"\trowd\clvmgf\cellx1\cellx2\intbl a\cell 1\cell\row"
    below = r"\trowd\clvmrg\cellx1\cellx2\intbl\cell 2\cell\row"
    across = r"\trowd\clmgf\cellx1\clmrg\cellx2\cellx3\intbl b\cell\cell 3\cell\row"
    assert read(down + below + across) == [("a", "1"), ("", "2"), ("b", "3")]


def test_a_table_inside_a_table_is_read_row_by_row() -> None:
    inner = (
        r"\pard\intbl\itap2 a\nestcell{\nonesttables\par}1\nestcell"
        r"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
    )
    body = r"\trowd\cellx9\pard\intbl x\par " + inner + r"\pard\intbl\itap1\cell\row\pard y\par"
    assert read(body) == ["x", ("a", "1"), "", "y"]


def test_a_text_box_is_read_once() -> None:
    body = r"a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard b\par}}{\shprslt c\par}}\par"
    assert read(body) == ["b", "a"]


def test_too_many_groups_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="RTF"):
        read("{" * 100_000)


@given(st.lists(st.sampled_from(SIGNS)))
def test_any_signs_are_read_or_refused(signs: list[str]) -> None:
    try:
        read("".join(signs))
    except UnreadableFile as error:
        assert error.hint


WHITE = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (r"\trowd\clcbpat2\cellx1\cellx2\intbl{\cf1 1}2\cell{\cf1 1}2\cell\row", ("12", "2")),
        (r"{\cf1\chcbpat2 1}2\par", "12"),
        (r"{\chcbpat1\cf1 1}2\par", "2"),
        (r"{\cf1\highlight2 1\plain\cf1 1}2\par", "12"),
    ],
)
def test_white_text_is_seen_on_a_ground_that_is_not_white(
    body: str, seen: str | tuple[str, ...]
) -> None:
    assert read(WHITE + body) == [seen]
