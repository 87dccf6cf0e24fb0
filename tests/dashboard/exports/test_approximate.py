"""A figure that is about so many bears the sign of it, also where an office program draws it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pandas as pd
from lxml import etree

from dashboard.exports.bulletin import Bulletin, Wanted, bulletin_document, bulletin_slides
from dashboard.exports.bulletin.sentences import sentence
from dashboard.exports.native_chart import charts_of
from dashboard.tables.analysis import proactive
from tests.dashboard.exports.test_bulletin import C, bulletin, texts

__all__ = ["bulletin"]


def forms(content: bytes, names: str) -> list[dict[int, str]]:
    """Return of each chart how the labels are written that have a form of their own, by place."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(n for n in archive.namelist() if n.startswith(names)):
            root: Any = etree.fromstring(archive.read(name))
            labels = root.iterfind(f".//{C}dLbl")
            found.append({
                int(one.find(f"{C}idx").get("val")): one.find(f"{C}numFmt").get("formatCode")
                for one in labels
            })  # fmt: skip
    return found


def test_an_approximate_figure_is_marked_in_rankings_charts_and_tables(bulletin: Bulletin) -> None:
    first = bulletin.hotline[0] | {
        "rank_group": "ranked", "rate": 0.01, "approximate": True, "received_approximate": True,
    }  # fmt: skip
    years = [row | {"approximate": row["year"] == 2020} for row in
             bulletin.by_year["hotline_answer_rate"]]  # fmt: skip
    about = replace(
        bulletin,
        hotline=[first, *bulletin.hotline[1:]],
        by_year=bulletin.by_year | {"hotline_answer_rate": years},
    )
    content = bulletin_document(about, is_ranked=True)
    drawn = forms(content, "word/charts/chart")
    assert drawn[1] == {1: '"≈"0.0%'}
    assert drawn[3] == {0: '"≈"0.0%'}
    total = [row["approximate"] for row in bulletin.disclosed]
    assert len(drawn[4]) == sum(total)
    assert '"≈"#,##0.##' in drawn[4].values()
    (table,) = [t for t in docx.Document(io.BytesIO(content)).tables
                if t.rows[0].cells[2].text == "热线受理（件）"]  # fmt: skip
    (cells,) = [[c.text for c in row.cells] for row in table.rows
                if row.cells[0].text == first["township"]]  # fmt: skip
    assert cells[2].startswith("≈")
    slides = bulletin_slides(about, "", Wanted(("hotline_answer_rate",)))
    assert forms(slides, "ppt/charts/chart") == [{1: '"≈"0.0%'}]
    assert any("≈ 表示" in text for text in texts(content).splitlines())


def test_a_change_on_an_approximate_figure_is_about_so_much(bulletin: Bulletin) -> None:
    figure = bulletin.indicators["proactive_total"] | {
        "approximate_then": True, "approximate_now": False, "part_then": 100, "part_now": 90,
        "change": -10,
    }  # fmt: skip
    said = sentence("proactive_total", figure)
    assert "≈100 → 90，≈-10 条。" in said


def test_a_chart_of_a_table_names_what_is_approximate() -> None:
    years = pd.DataFrame({
        "year": [2023, 2024], "part": [100.0, 90.0], "approximate": [True, False],
    })  # fmt: skip
    (chart,) = charts_of("主动公开", proactive.BY_YEAR, years)
    assert chart.axis.names == ("2023（≈）", "2024")
