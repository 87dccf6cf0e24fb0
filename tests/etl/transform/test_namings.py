"""Where a report names its year and office, and how its six sections are headed."""

from __future__ import annotations

import pytest

from etl.domain.report import Document, Line, Naming
from etl.transform import parse

REPORT = (
    "清水乡政府信息公开工作年度报告",
    "现将清水乡2022年政府信息公开年报公布如下。统计期限为2023年1月1日至2023年12月31日。",
    "一、总体情况",
    "全年主动公开政府信息12条。",
    "清溪镇人民政府",
    "2024年1月9日",
)


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(f"第{number}行", text) for number, text in enumerate(texts, 1))


def test_every_naming_is_kept_with_its_place() -> None:
    namings = parse(Document("a.txt", "txt", "", lines(*REPORT))).namings
    found = {n.whence: (n.year, n.township, n.place) for n in namings}
    assert found == {
        "title": (None, "清水乡", "第1行"),
        "preamble": (2022, None, "第2行"),
        "period": (2023, None, "第2行"),
        "signature": (None, "清溪镇", "第5行"),
    }


def test_a_sentence_about_an_office_is_no_signature() -> None:
    texts = (*REPORT[:4], "特此报告,请县人民政府审阅。", "抄送:清溪镇人民政府")
    namings = parse(Document("a.txt", "txt", "", lines(*texts))).namings
    assert "signature" not in {naming.whence for naming in namings}
    assert isinstance(namings[0], Naming)


@pytest.mark.parametrize(
    ("heading", "ordinal", "printed"),
    [
        ("六、其他需要报告的事项", 6, 6),
        ("五、其他需要报告的事项", 6, 5),
        ("七、其他需要报告的事项", 6, 7),
        ("其他需要报告的事项", 6, None),
        ("存在的主要问题及改进情况", 5, None),
        ("四、存在的主要问题和改进措施", 5, 4),
    ],
)
def test_a_heading_is_told_by_its_words_under_any_number(
    heading: str, ordinal: int, printed: int | None
) -> None:
    texts = (*REPORT[:4], heading, "暂无。")
    section = parse(Document("a.txt", "txt", "", lines(*texts))).sections[-1]
    assert (section.ordinal, section.printed, section.text) == (ordinal, printed, "暂无。")


@pytest.mark.parametrize("text", ["(三)总体情况", "三、其他方面的情况", "下面说明总体情况。"])
def test_what_only_sounds_like_a_heading_is_none(text: str) -> None:
    sections = parse(Document("a.txt", "txt", "", lines(*REPORT[:4], text))).sections
    assert [section.ordinal for section in sections] == [0, 1]
