"""Whatever a name, a sentence or a file name holds, a screen shows it and nothing of it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from dashboard.labels.markdown import JOINER, literal
from dashboard.navigation.registry import name_of
from dashboard.pages import modules
from etl.domain.import_entry import ImportEntry
from etl.domain.place import Submission
from etl.domain.report import Item, Section
from etl.warehouse.loading.reference_rows import Holdings
from tests.dashboard.conftest import Open
from tests.warehouses import PINE, pine_report, published

EVIL = (
    "[点](http://evil.example) ![图](x) $x^2$ <img src=x> <b>粗</b> -> www.evil.example "
    ":red[红] :material/home: **b** `c` a@b.cn ~~d~~ | --"
)
ACTS = re.compile(
    r"\](?!\(#)\(|http://|\$x|<img|<b>|->|www\.|:red\[|:material/home|\*\*b|`c`|a@b|~~d|\| -"
)
SAME = "相同的文字各不相干" * 30
# The help page draws our own guide, and nothing of a report.
PAGES = [name_of(module) for module in modules() if name_of(module) != "help"]
MARKDOWN = ("markdown", "heading", "alert", "metric", "toast", "expandable", "button",
    "download_button", "popover", "button_group", "page_link", "progress")  # fmt: skip
READ_AS_MARKDOWN = re.compile(
    r"^(body|label|delta|content|text|title|help|delta_description|value)$"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder in which every name and every sentence is hostile."""
    data = tmp_path_factory.mktemp("hostile")
    place = replace(PINE, township=f"甲{EVIL}乡", county=f"乙{EVIL}县", type=f"乡{EVIL}")
    other = replace(place, place_id="990102201", township=f"丙{EVIL}镇")
    report = pine_report()
    report = replace(
        report,
        cells=tuple(
            replace(cell, place=EVIL, raw=EVIL if cell.row == "disclosed" else cell.raw)
            for cell in report.cells
        ),
        figures=tuple(
            replace(figure, evidence=EVIL, place=EVIL,
                value=figure.value if figure.figure != "hotline_answered" else figure.value + 9)
            for figure in report.figures if figure.value is not None
        ),
        items=(*report.items, Item(EVIL, report.items[0].count, "条", report.items[0].axis)),
        sections=tuple(
            Section(n, f"{n}{EVIL}", f"{EVIL}\n{SAME}{EVIL}", EVIL) for n in range(1, 7)
        ),
    )  # fmt: skip
    at = datetime(2025, 2, 1, 9)
    submissions = [
        Submission(of, year, report, f"{EVIL}{year}.txt", "txt", f"{n}{year}", at)
        for n, of in enumerate((place, other))
        for year in (2023, 2024)
    ]
    rejected = ImportEntry(at, f"坏{EVIL}.txt", "cd", "rejected", f"原因{EVIL}")
    published(data, Holdings(is_sample=False, places=(place, other), imports=(rejected,)),
        submissions)  # fmt: skip
    return data


def texts(element: Any) -> Iterator[str]:
    """Yield the texts of an element that the browser reads as Markdown."""
    for field, value in element.ListFields():
        if field.type == field.TYPE_STRING and READ_AS_MARKDOWN.match(field.name):
            yield from value if field.is_repeated else [value]
        elif field.type == field.TYPE_MESSAGE and field.name in ("options", "icon_and_label"):
            for part in value if field.is_repeated else [value]:
                yield from texts(part)


def shown(node: Any) -> Iterator[tuple[str, Any]]:
    """Yield every element and block of a screen with the name of its kind."""
    proto = getattr(node, "proto", None)
    if proto is not None and hasattr(proto, "ListFields"):
        yield getattr(node, "type", ""), proto
    for child in getattr(node, "children", {}).values():
        yield from shown(child)


@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_report_acts_on_a_page(page: str, hostile: Path, opened: Open) -> None:
    app = opened(hostile, "" if page == PAGES[0] else page)
    assert not app.exception
    found = [(kind, text) for kind, proto in shown(app._tree) if kind not in ("text", "code")
        for text in texts(proto)]  # fmt: skip
    assert any("甲" in text or "乙" in text for _, text in found)
    assert [pair for pair in found if ACTS.search(pair[1])] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_report_acts_in_a_chart(page: str, hostile: Path, opened: Open) -> None:
    app = opened(hostile, "" if page == PAGES[0] else page)
    for chart in app.get("plotly_chart"):
        assert not re.search(r"<img|<b>粗|<a ", chart.proto.spec)


@pytest.mark.parametrize("text", [EVIL, "2024. 一", "- 一", "+ 一", "===", "# 一", "> 一", "a\nb"])
def test_a_text_is_still_there_when_nothing_of_it_acts(text: str) -> None:
    written = literal(text)
    assert unescape(written.replace(JOINER, "")) == " ".join(text.split())
    assert not ACTS.search(written)
    assert not re.match(r"\s*(\d+[.)]|[-+*>#=])(\s|$|=)", written)
