"""Figures say what is there, leave gaps where nothing is, and fit on a phone."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import (
    Group,
    Heading,
    Line,
    Part,
    State,
    Told,
    YearRow,
    covered,
    grid,
    grouped_columns,
    looks,
    ranking,
    stacked_bars,
    stacked_columns,
    state_matrix,
    trend,
    year_rows,
)
from dashboard.charts.style import theme
from dashboard.charts.style.figure import Figure, with_traces
from dashboard.charts.style.wrapping import length, wrapped

YEARS = pd.DataFrame(
    {
        "year": [2021, 2022, 2023],
        "received": [10.0, None, 30.0],
        "received_units": [2, 0, 1],
        "units_expected": [2, 2, 2],
    }
)
RECEIVED = (Line("received", "受理", theme.RECEIVED, units="received_units"),)


def drawn(figure: Figure) -> dict[str, Any]:
    """Return the figure as Plotly takes it, which refuses what it does not know."""
    return go.Figure(figure).to_dict()


def test_a_year_without_a_figure_is_a_gap_and_hatched() -> None:
    figure = drawn(trend(YEARS, RECEIVED, Heading("趋势", "件")))
    line = figure["data"][0]
    assert list(line["y"]) == [10.0, None, 30.0]
    assert line["connectgaps"] is False
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["无数据"]


def test_a_sum_of_some_units_is_a_hollow_point_that_says_so() -> None:
    line = drawn(trend(YEARS, RECEIVED, Heading("趋势", "件")))["data"][0]
    assert list(line["marker"]["color"]) == [theme.RECEIVED, "white", "white"]
    assert line["customdata"][2] == "30 件，涵盖 1/2 个单位"


def test_the_way_to_a_year_that_is_still_coming_in_is_dashed() -> None:
    years = YEARS.assign(received=[10.0, 20.0, 30.0], units_filed=[2, 2, 1])
    figure = drawn(trend(years, RECEIVED, Heading("趋势", "件")))
    line, way = figure["data"]
    assert list(line["y"]) == [10.0, 20.0, None]
    assert (list(way["x"]), list(way["y"])) == ([2022, 2023], [20.0, 30.0])
    assert "px" in way["line"]["dash"]
    assert way["showlegend"] is False
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["已报 1/2"]
    assert way["customdata"][1] == "30 件，涵盖 1/2 个单位"


def test_a_year_in_which_all_have_reported_is_drawn_as_the_others() -> None:
    years = YEARS.assign(received=[10.0, 20.0, 30.0], units_filed=[1, 2, 2])
    assert len(drawn(trend(years, RECEIVED, Heading("趋势", "件")))["data"]) == 1


def test_a_count_of_units_has_a_measure_that_a_person_would_write() -> None:
    for unit, measure in (("个单位", "个"), ("个乡镇（街道）", "个"), ("万元", "万元")):
        title = theme.base(Heading("报送", unit))["layout"]["title"]
        assert title["subtitle"]["text"] == f"单位：{measure}"


def test_many_years_share_their_labels() -> None:
    years = pd.DataFrame({"year": range(2008, 2026), "units": 1, "units_expected": 2})
    plain = stacked_columns(
        years, {"units": Part("有", theme.DISCLOSED)}, Heading("柱", "个", width=16)
    )
    axis = drawn(covered(plain, years))["layout"]["xaxis"]
    assert axis["tickvals"][-1] == 2025
    assert len(axis["tickvals"]) <= 7


def test_a_new_edition_of_the_form_is_marked() -> None:
    years = YEARS.assign(year=[2019, 2020, 2021])
    figure = drawn(trend(years, RECEIVED, Heading("趋势", "件"), editions=True))
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert "2021 版表式" in texts


def test_bars_leave_out_what_is_not_known() -> None:
    parts = pd.DataFrame({"year": [2021, 2022], "part": ["a", "a"], "value": [3.0, None]})
    figure = drawn(stacked_bars(parts, {"a": Part("甲", theme.DISCLOSED)}, Heading("柱", "件")))
    assert list(figure["data"][0]["x"]) == [2021]


def test_what_is_missing_is_hatched() -> None:
    wide = pd.DataFrame({"year": [2021], "here": [2], "gone": [1]})
    looks = {
        "here": Part("有", theme.DISCLOSED),
        "gone": Part("无", theme.MISSING, hatched=True),
    }
    bars = drawn(stacked_columns(wide, looks, Heading("柱", "个")))["data"]
    assert [bar["marker"]["pattern"]["shape"] for bar in bars] == ["", "/"]


def test_a_lying_bar_says_its_number_only_where_there_is_room_on_a_phone() -> None:
    parts = pd.DataFrame({"year": ["a"] * 3, "part": ["x", "y", "z"], "value": [97.0, 1.0, 2.0]})
    looks = {part: Part(part, theme.DISCLOSED) for part in ("x", "y", "z")}
    lying = drawn(stacked_bars(parts, looks, Heading("柱", "件"), horizontal=True))["data"]
    assert [trace["text"][0] for trace in lying] == ["97", "", ""]
    parts = parts.assign(value=[50.0, 3.0, 2.0])
    lying = drawn(stacked_bars(parts, looks, Heading("柱", "件"), horizontal=True))["data"]
    assert [trace["text"][0] for trace in lying] == ["50", "3", "2"]


def test_rows_of_years_share_a_scale_say_their_values_and_leave_a_gap() -> None:
    high = {2021: Told(40, "40", "40 件"), 2023: Told(20, "20", "20 件")}
    figures = [
        YearRow("甲", theme.DISCLOSED, high),
        YearRow("乙", theme.MISSING, {2021: Told(10, "10", "10 件")}, hatched=True),
        YearRow("丙", theme.DISCLOSED, {2021: Told(0.9, "90%", "90%")}, scale=1.0),
    ]
    rows = year_rows(figures, [2021, 2022, 2023], Heading("历年", "件"), unfinished=2023)
    first, second, third = drawn(rows)["data"]
    assert list(first["x"]) == [2021, 2023]
    assert list(first["text"]) == ["40", "20"]
    assert first["y"][0] == 2 * first["y"][1] == 4 * second["y"][0]
    assert third["y"][0] > first["y"][1]
    assert list(first["marker"]["color"]) == [theme.DISCLOSED, "white"]
    assert [row["marker"]["pattern"]["shape"] for row in (first, second)] == ["", "/"]
    assert [row["base"][0] for row in (first, second, third)] == [0, -1, -2]


def test_every_state_of_a_matrix_has_its_own_legend_and_words() -> None:
    cells = pd.DataFrame(
        {
            "township": ["甲乡", "甲乡"],
            "year": [2023, 2024],
            "state": ["zero", "some"],
            "glyph": [None, "3"],
            "note": ["已连续 2 年", None],
        }
    )
    states = {"zero": State("零", theme.DISCLOSED, "0"), "some": State("有申请", theme.PALE)}
    tiles = drawn(state_matrix(cells, states, Heading("矩阵")))["data"]
    assert [tile["name"] for tile in tiles] == ["零", "有申请"]
    assert [tile["text"][0] for tile in tiles] == ["0", "3"]
    assert tiles[0]["customdata"][0] == "<b>甲乡</b> 2023 年<br>零<br>已连续 2 年"


def test_a_cell_is_marked_beside_its_state_and_says_nothing_that_acts() -> None:
    cells = pd.DataFrame(
        {
            "township": ["甲乡", "乙乡"],
            "year": [2023, 2023],
            "state": ["late", "late"],
            "glyph": ["3", "4"],
            "note": ["<a href='x'>文件</a>", None],
            "errors": [2, None],
        }
    )
    marked = ("errors", State("有错误", theme.BROKEN))
    tiles, dots = drawn(
        state_matrix(
            cells, {"late": State("逾期", theme.ATTENTION)}, Heading("矩阵"), marked=marked
        )
    )["data"]
    assert "<a" not in tiles["customdata"][0]
    assert list(dots["y"]) == ["甲乡"]
    assert dots["name"] == "有错误"


def test_small_numbers_are_grey_in_a_ranking() -> None:
    rates = pd.DataFrame(
        {
            "township": ["甲乡", "乙乡"],
            "numerator": [90, 2],
            "denominator": [100, 2],
            "rate": [0.9, 1.0],
            "low": [0.8, 0.3],
            "high": [0.95, 1.0],
        }
    )
    large, small = drawn(ranking(rates, Heading("排名", "件"), color=theme.ANSWERED))["data"]
    assert list(large["y"]) == ["甲乡\u300090/100"]
    assert small["marker"]["color"] == theme.SMALL_SAMPLE
    assert small["error_x"]["arrayminus"][0] == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("2024 年 22 个乡镇中 17 个零申请，其中 4 个未见说明", "2024 年 22 个乡镇中 17 个零申请，"),
        (
            "2025 年度 22 个乡镇（街道）中 11 个零申请，其中 3 个填斜杠、正文证实",
            "2025 年度 22 个乡镇（街道）中",
        ),
        (
            "各乡镇主动公开信息、热线工单与申请数量近 8 年的变化",
            "各乡镇主动公开信息、热线工单与申请数量近",
        ),
    ],
)
def test_a_long_title_is_broken_where_a_reader_pauses(title: str, first: str) -> None:
    lines = wrapped(title, theme.TITLE_WIDTH)
    assert lines[0] == first
    assert all(length(line) <= theme.TITLE_WIDTH for line in lines)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")


def test_a_caption_with_the_sample_mark_stays_with_the_picture() -> None:
    plain = trend(YEARS, RECEIVED, Heading("趋势", "件"))
    before = drawn(plain)["layout"]["height"]
    told = theme.captioned(plain, "云溪县 · 2018–2025 年", "示例数据")
    layout = drawn(theme.carrying(plain, told))["layout"]
    picture = layout["meta"]["picture"]
    assert "示例数据" in picture["title"]["subtitle"]["text"]
    assert picture["height"] > before == layout["height"]
    assert "示例数据" not in layout["title"]["subtitle"]["text"]


def test_a_chart_by_night_changes_paper_and_ink_but_no_meaning() -> None:
    bars = [
        {"type": "bar", "x": [1], "y": [2], "marker": {"color": color}}
        for color in (theme.DISCLOSED, theme.ANSWERED)
    ]
    by_day = with_traces(theme.base(Heading("标题")), bars)
    figure = drawn(theme.at_night(by_day))
    assert figure["layout"]["paper_bgcolor"] == theme.NIGHT[theme.PAPER]
    assert figure["layout"]["font"]["color"] == theme.NIGHT[theme.INK]
    assert [bar["marker"]["color"] for bar in figure["data"]] == [
        theme.DISCLOSED, theme.NIGHT[theme.ANSWERED],
    ]  # fmt: skip
    assert theme.at_night_text(f"{theme.ANSWERED}80") == f"{theme.NIGHT[theme.ANSWERED]}80"


def test_a_step_changes_no_figure_but_its_own() -> None:
    plain = trend(YEARS, RECEIVED, Heading("趋势", "件"))
    before = copy.deepcopy(plain)
    years = YEARS.assign(units=YEARS["received_units"])
    theme.inviting(theme.at_night(theme.captioned(covered(plain, years), "县", "示例")), "点击")
    assert plain == before


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    "state",
    [*looks.FILING_STATES.values(), *looks.ZERO_KINDS.values(), *looks.RULE_OUTCOMES.values()],
)
def test_what_stands_in_a_cell_can_be_read_by_day_and_night(state: State) -> None:
    for shown in (str, theme.at_night_text):
        dark, bright = sorted(luminance(shown(color)) for color in (state.color, state.ink))
        assert state.hatched or (bright + 0.05) / (dark + 0.05) > 3


@pytest.mark.parametrize("shown", [str, theme.at_night_text])
def test_a_word_in_place_of_a_figure_can_be_read_by_day_and_night(
    shown: Callable[[str], str],
) -> None:
    paper = "#FFFFFF" if shown is str else theme.NIGHT[theme.PAPER]
    dark, bright = sorted(map(luminance, (shown(theme.MUTED), paper)))
    assert (bright + 0.05) / (dark + 0.05) > 4.5


def test_a_grid_gives_every_tile_its_row_and_says_it_in_words() -> None:
    cells = pd.DataFrame(
        {
            "rule": ["T3-01 甲", "T3-01 甲", "<b>乙</b>"],
            "township": ["子乡", "丑镇", "子乡"],
            "state": ["broken_error", "not_checkable", "holds"],
            "glyph": ["2", "", ""],
            "note": ["", "：没有数字", ""],
        }
    )
    heading = Heading("结果")
    figure = grid(cells, looks.RULE_OUTCOMES, heading, row="rule", column="township")
    broken, holds, unknown = drawn(figure)["data"]
    assert broken["customdata"] == [["<b>子乡</b> T3-01 甲<br>错误", "T3-01 甲"]]
    assert holds["customdata"][0][1] == "<b>乙</b>"
    assert unknown["customdata"][0][0].endswith("无法核对：没有数字")
    names = [note["text"] for note in drawn(figure)["layout"]["annotations"]]
    assert names == ["T3-01 甲", "&lt;b&gt;乙&lt;/b&gt;"]
    for trace, row in ((broken, 0), (holds, 1), (unknown, 0)):
        assert -row - 1 < trace["base"][0] < trace["base"][0] + trace["y"][0] <= -row


def test_columns_beside_each_other_bear_their_figures() -> None:
    years = pd.DataFrame({"year": [2024, 2025], "received": [1200, None]})
    groups = (Group("received", "受理", theme.RECEIVED),)
    (columns,) = drawn(grouped_columns(years, groups, Heading("件数", "件")))["data"]
    assert list(columns["text"]) == ["1,200"]
    assert columns["textposition"] == "outside"
