"""A color says one thing: in all charts of all pages, by day and night, and in every file."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import Part, State, looks
from dashboard.charts.ranking import SMALL
from dashboard.charts.style.colors import BY_NAME, FREE, TABLE, colors_of
from dashboard.charts.style.theme import DISCLOSED, NIGHT, ON_DEEP, PAPER, at_night_text
from etl.definitions import load
from tests.dashboard.conftest import Open
from tests.dashboard.test_charts import luminance
from tests.dashboard.test_pages import PAGES, WORDS_ONLY
from tests.dashboard.test_pages import address as address_of

BY_COLOR = {row.color: row for row in TABLE.values()}
# What is left open, as a figure of some units only, or a year that is not finished.
PLAIN = {PAPER, ON_DEEP}
DESIGN = Path(__file__).parents[2] / "docs" / "design.md"
# How a color looks to eyes without one of three kinds of cones (Machado, Oliveira, Fernandes 2009).
BLIND = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}  # fmt: skip
APART, STATES_APART = 9, 20
SEEN, FAINT = 1.8, {"pale", "missing"}
ENOUGH = f"{SMALL} 件及以上"
FIELDS = {field.label for field in load().taxonomy}
# Gray and hatched ones have a pattern or a word of their own.
STACKED = (
    looks.FILING, looks.HOTLINE_TOLD, looks.OUTCOMES, looks.APPLICANTS, looks.APPLICATION_CELLS,
    looks.REVIEW_RESULTS, looks.ZERO_KINDS, looks.RULE_OUTCOMES, looks.FILING_STATES,
)  # fmt: skip


def drawn(trace: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the colors of a trace with what each is the color of."""
    if trace["type"] == "sankey":
        nodes = trace["node"]
        told = (str(name).rpartition(" ")[0].rpartition(" ")[0] for name in nodes["customdata"])
        yield from zip(nodes["color"], told, strict=True)
        return
    line, marker = trace.get("line", {}), trace.get("marker", {})
    found = [line.get("color"), marker.get("color"), marker.get("line", {}).get("color")]
    flat = [one for color in found for one in (color if isinstance(color, list) else [color])]
    yield from ((color, trace.get("name", "")) for color in flat if color)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WORDS_ONLY])
def test_a_color_says_what_its_table_says(page: str, full_data: Path, opened: Open) -> None:
    app = opened(full_data, address_of(page))
    named: dict[str, set[str]] = defaultdict(set)
    for chart in app.get("plotly_chart"):
        for trace in json.loads(chart.proto.spec)["data"]:
            for color, name in drawn(trace):
                named[color].add(name if name in BY_NAME else name.partition("（")[0])
    unknown = named.keys() - BY_COLOR.keys() - PLAIN
    assert not unknown
    for color, names in named.items():
        if color not in PLAIN and not BY_COLOR[color].is_free:
            own = {*BY_COLOR[color].names, *(FIELDS if color == DISCLOSED else ())}
            assert names - {"", ENOUGH} <= own, BY_COLOR[color].name
            assert not (BY_COLOR[color].is_state and "" in names)


def test_every_color_stands_in_the_table_once() -> None:
    assert len(BY_COLOR) == len(TABLE)
    names = [name for row in TABLE.values() for name in row.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("look", STACKED)
def test_a_part_has_the_color_of_its_name(look: dict[str, Part | State]) -> None:
    for part in look.values():
        assert BY_NAME[part.label] == part.color


def weighed(weights: tuple[float, ...], parts: list[float]) -> float:
    return sum(weight * part for weight, part in zip(weights, parts, strict=True))


def seen(color: str, eyes: str) -> tuple[float, ...]:
    """Return a color as CIE L*a*b*, as such eyes see it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    met = [min(1.0, max(0.0, weighed(row, linear))) for row in BLIND[eyes]]
    xyz = [
        weighed((0.4124, 0.3576, 0.1805), met) / 0.95047,
        weighed((0.2126, 0.7152, 0.0722), met),
        weighed((0.0193, 0.1192, 0.9505), met) / 1.08883,
    ]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("at", [str, at_night_text])
@pytest.mark.parametrize("eyes", BLIND)
@pytest.mark.parametrize("look", STACKED)
def test_parts_of_a_chart_are_told_apart_by_all_eyes(
    look: dict[str, Part | State], eyes: str, at: Callable[[str], str]
) -> None:
    shown = {at(part.color) for part in look.values() if not part.hatched}
    for one, other in combinations(sorted(shown), 2):
        assert math.dist(seen(one, eyes), seen(other, eyes)) >= APART, (one, other)


@pytest.mark.parametrize("at", [str, at_night_text])
def test_nothing_looks_like_a_state(at: Callable[[str], str]) -> None:
    states = [row for row in TABLE.values() if row.is_state]
    for state in states:
        for row in TABLE.values():
            if row is not state and state.name != "withdrawn":
                apart = math.dist(seen(at(state.color), "none"), seen(at(row.color), "none"))
                assert apart >= STATES_APART, (state.name, row.name)


def test_a_dark_bar_is_seen_by_night() -> None:
    night = luminance(NIGHT[PAPER])
    # The last of the free ones are drawn in files alone.
    files = set(FREE[3:])
    for row in (row for row in TABLE.values() if row.color not in files):
        bright = luminance(at_night_text(row.color))
        assert (bright + 0.05) / (night + 0.05) >= SEEN or row.name in FAINT, row.name


def test_no_color_of_the_night_is_another_of_the_day() -> None:
    shown = [at_night_text(row.color) for row in TABLE.values()]
    assert len(shown) == len(set(shown))


def test_files_have_the_colors_of_the_pages() -> None:
    assert colors_of(["予以公开（件）", "行政复议 结果纠正"]) == [
        TABLE["disclosed"].color, TABLE["corrected"].color,
    ]  # fmt: skip
    assert colors_of(["2025 年度热线答复率"]) == [TABLE["answered"].color]
    assert colors_of(["微信公众号", "政府网站"]) == list(FREE[:2])
    assert colors_of(["件数"]) == [TABLE["compared"].color]


def test_the_design_says_what_every_color_means() -> None:
    text = DESIGN.read_text("utf-8")
    assert not [
        row.name for row in TABLE.values() if not row.is_free and f"`{row.name}`" not in text
    ]
