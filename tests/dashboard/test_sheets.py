"""A chart of many townships goes on several sheets: each row once, no letter smaller."""

from __future__ import annotations

import io
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from PIL import Image

from dashboard.charts import (
    Amount,
    Heading,
    Panel,
    Side,
    State,
    Told,
    YearRow,
    amounts,
    grid,
    small_multiples,
    state_matrix,
    year_rows,
)
from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure
from dashboard.charts.style.sheets import MOST_ACROSS, sheets
from dashboard.exports.page.pieces import Chart
from dashboard.exports.page.web import pictures
from dashboard.exports.page.whole import TALLEST

NAMES = [f"第{n}镇" for n in range(70)]
STATES = {"on_time": State("按期", theme.ON_TIME, "✓"), "late": State("逾期", theme.ATTENTION)}
CELLS = pd.DataFrame(
    {"township": name, "year": year, "state": "late" if year == 2024 else "on_time",
     "glyph": "9", "note": ""}
    for name in NAMES for year in (2024, 2025)
)  # fmt: skip
MATRIX = state_matrix(CELLS, STATES, Heading("报送"))
FIGURES = {
    "matrix": MATRIX,
    "amounts": amounts(
        pd.DataFrame({"township": NAMES, "value": range(70), "mark": "number", "about": False}),
        Amount("value", "mark", "about", theme.DISCLOSED), Heading("条数", "条"),
    ),
    "years": year_rows(
        [YearRow(name, theme.DISCLOSED, {2025: Told(5, "5", "5")}) for name in NAMES], [2025],
        Heading("历年"),
    ),
}  # fmt: skip


def drawn_rows(figure: Figure) -> float:
    low, high = figure["layout"]["yaxis"]["range"]
    return high - low


@pytest.mark.parametrize("tallest", [TALLEST, 450])
@pytest.mark.parametrize("name", FIGURES)
def test_every_row_is_on_one_sheet_as_high_as_it_was(name: str, tallest: int) -> None:
    whole = FIGURES[name]
    parts = sheets(whole, tallest)
    assert len(parts) > 1
    for part in parts:
        go.Figure(part)
        assert part["layout"]["height"] <= tallest
        assert part["layout"]["title"]["font"] == whole["layout"]["title"]["font"]
    ranges = [part["layout"]["yaxis"]["range"] for part in parts]
    assert all(upper[0] == pytest.approx(lower[1], abs=0.04) for upper, lower in pairwise(ranges))
    assert sum(round(high - low) for low, high in ranges) == 70
    around = whole["layout"]["margin"]["t"] + whole["layout"]["margin"]["b"]
    assert len({
        round((part["layout"]["height"] - around) / drawn_rows(part)) for part in parts
    }) == 1  # fmt: skip
    title = whole["layout"]["title"]["text"]
    assert [part["layout"]["title"]["text"] for part in parts] == [
        f"{title}（{number}/{len(parts)}）" for number in range(1, len(parts) + 1)
    ]


def test_a_chart_that_fits_stays_as_it_is() -> None:
    small = state_matrix(CELLS[:8], STATES, Heading("报送"))
    assert sheets(small, TALLEST) == [small]


def test_a_grid_goes_on_to_the_right() -> None:
    cells = CELLS[CELLS["year"] == 2025].assign(rule="规则")
    parts = sheets(grid(cells, STATES, Heading("核对"), row="rule", column="township"), TALLEST)
    ranges = [part["layout"]["xaxis"]["range"] for part in parts]
    assert (ranges[0][0], ranges[-1][1]) == (-0.5, 69.5)
    assert all(one[1] == other[0] for one, other in pairwise(ranges))
    assert all(right - left <= MOST_ACROSS for left, right in ranges)


def test_panels_stay_whole_and_keep_what_is_written_in_them() -> None:
    panels = [
        Panel(f"指标{n}", [Side(name, n, f"{n} 件") for name in ("甲镇", "乙镇", "丙镇")])
        for n in range(12)
    ]
    whole = small_multiples(panels, Heading("对比"))
    parts = sheets(whole, TALLEST)
    assert len(parts) > 1
    notes = [note["text"] for part in parts for note in part["layout"]["annotations"]]
    assert sorted(notes) == sorted(note["text"] for note in whole["layout"]["annotations"])
    for part in parts:
        go.Figure(part)
        assert part["layout"]["height"] <= TALLEST
        assert {trace["yaxis"].replace("y", "yaxis") for trace in part["data"]} == {
            name for name in part["layout"] if name.startswith("yaxis")
        }


@pytest.mark.browser
def test_a_browser_draws_every_row_on_its_sheet_alone() -> None:
    parts = sheets(MATRIX, TALLEST)
    for part, picture in zip(
        parts, pictures([Chart(part, "报送", "") for part in parts]), strict=True
    ):
        assert picture is not None
        image = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
        assert image.shape[0] == 2 * part["layout"]["height"]
        orange = np.abs(image - (230, 159, 0)).sum(axis=2) < 30
        lines = np.flatnonzero(orange.sum(axis=1) > 60)
        tiles = 1 + int((np.diff(lines) > 1).sum())
        # The legend has a tile of its own where a state of the sheet is explained.
        assert tiles - round(drawn_rows(part)) in (0, 1)
        assert lines[0] > part["layout"]["margin"]["t"]
