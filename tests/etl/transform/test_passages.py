"""Every figure leads back to the line it was read from, within bounds, whatever the original is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from etl.domain.errors import UnreadableFile
from etl.domain.report import Line
from etl.pipeline import open_original
from etl.transform.locate import Clue, marked_cells, marked_line, marked_spans, passage_of, passages

ROW = Line("第3行", "规章 / 0 0", ("规章", "/", "0", "0"))
LINES = (Line("第1行", "一"), Line("第2行", "二"), ROW, Line("第4行", "四"))


def kept(root: Path, name: str, content: bytes) -> str:
    (root / name).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def shown(text: str, raw: str, evidence: str = "") -> list[str]:
    return [text[a:b] for a, b in marked_spans(text, raw, evidence)]


def test_a_place_has_lines_before_and_after_it() -> None:
    found = passages(LINES, ["第3行", "第9行", ""], around=1)
    assert list(found) == ["第3行"]
    assert [line.text for line in found["第3行"].before] == ["二"]
    assert found["第3行"].marked == (ROW,)
    assert [line.text for line in found["第3行"].after] == ["四"]


def test_a_figure_is_found_in_whatever_characters_it_is_printed() -> None:
    assert shown("公开１７０条", "170") == ["１７０"]
    assert shown("公開資訊 1 7 0 條", "170") == ["1 7 0"]


def test_a_number_is_no_part_of_a_longer_one() -> None:
    assert shown("2023年共12.5万元、1123件，办结123件", "123") == ["123"]


def test_only_the_figure_of_its_own_sentence_is_marked() -> None:
    assert marked_spans("受理5件。办结5件。", "5", "办结5件。") == ((7, 8),)


def test_a_sentence_without_the_figure_is_marked_as_a_whole() -> None:
    assert shown("全年未收到申请。另有3件", "0", "全年未收到申请。") == ["全年未收到申请。"]


def test_equal_cells_of_a_row_are_told_apart() -> None:
    clue = Clue("0", row=("/", "0", "0"), at=2)
    assert marked_cells(ROW, clue) == (3,)
    assert marked_line(Line("", "规章 / 0 0"), clue) == ((7, 8),)
    assert marked_cells(ROW, Clue("0")) == (2, 3)


def test_a_row_of_many_reports_is_found_by_the_office_and_its_name() -> None:
    lines = (
        Line("表 第1行", "", ("代码", "年度", "规章", "", "许可")),
        Line("表 第2行", "", ("990101001", "2019", "1", "2", "3")),
        Line("表 第3行", "", ("990101002", "2019", "1", "2", "3")),
    )
    clue = Clue("2", office=("990101002", "2019"), names=("规章",), at=1)
    found = passage_of(lines, clue)
    assert found is not None
    assert (found.marked, found.cell) == ((lines[2],), 3)


@pytest.mark.parametrize(
    ("original", "message"),
    [("没有.txt", "找不到"), ("../外面.txt", "找不到"), ("", "找不到"), ("变.txt", "改动")],
)
def test_an_original_gone_changed_or_outside_is_named(
    tmp_path: Path, original: str, message: str
) -> None:
    root = tmp_path / "data"
    root.mkdir()
    sha256 = kept(tmp_path, "外面.txt", b"abc")
    kept(root, "变.txt", b"def")
    with pytest.raises(UnreadableFile, match=message):
        open_original.original_content(root, original, sha256)


def test_a_file_is_opened_in_a_process_of_its_own() -> None:
    page = "<table><tr><td>规章</td><td>12</td></tr></table>".encode()
    assert open_original.lines_of("a.html", page)[0].cells == ("规章", "12")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx", "a.exe", "a.doc"])
def test_broken_files_are_refused_in_words(name: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_original.lines_of(name, b"PK\x03\x04" + b"\x00\xff" * 400)
    assert caught.value.problem.endswith("。")


def test_a_file_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_original, "TIME_LIMIT", 0.0)
    with pytest.raises(UnreadableFile, match="用时过长"):
        open_original.lines_of("a.html", b"<p>1</p>" * 20_000)


def test_the_lines_of_json_are_those_of_its_text() -> None:
    assert [line.text for line in open_original.lines_of("a.json", b'{\n "a": 1}')] == [
        "{",
        ' "a": 1}',
    ]
