"""A text is read in whatever encoding the office's computer wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC

from etl import extract
from etl.domain.errors import UnreadableFile
from etl.transform import parse

TEXT = (
    "清水镇2023年政府信息公开工作年度报告\n"
    "2023年，清水镇主动公开政府信息136条，收到政府信息公开申请2件。\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_simplified_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert [line.text for line in extract.read(path).lines] == TEXT.splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(OpenCC("s2tw").convert(TEXT).encode(encoding))
    report = parse(extract.read(path))
    assert (report.identity.township, report.identity.year) == ("清水镇", 2023)
    assert {f.figure: f.value for f in report.figures}["proactive_total"] == 136


@pytest.mark.parametrize("content", [bytes(range(256)) * 9, b"\xff\x81" * 9, b"\x00" * 99])
def test_what_is_no_text_is_rejected(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        extract.read(path)


def test_separated_values_are_rows_of_cells(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_bytes("清水镇2023年年报\n行政许可,12\n,\n规章,,0\n".encode("gb18030"))
    lines = extract.read(path).lines
    assert [line.cells for line in lines] == [None, ("行政许可", "12"), ("规章", "", "0")]
    assert lines[0].text == "清水镇2023年年报"


def test_a_value_that_was_written_as_a_formula_to_keep_it_text_is_the_value(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text('清水镇2023年年报\n行政许可,"=""12"""\n规章,="3"\n', "utf-8")
    cells = [line.cells for line in extract.read(path).lines]
    assert cells == [None, ("行政许可", "12"), ("规章", "3")]
