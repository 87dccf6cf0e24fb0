"""What stands side by side is what the database says, and no difference is made of what is not."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.charts import Heading, Panel, Side, small_multiples
from dashboard.tables.analysis import compare
from tests.dashboard.conftest import Open


def figures(**columns: list[object]) -> pd.DataFrame:
    sides = {
        "township": ["甲乡", "乙乡"], "year": [2024, 2024], "denominator": [None, None],
        "rate": [None, None], "approximate": [False, False], "mark": [None, None],
        "indicator_id": ["proactive_total"] * 2,
    }  # fmt: skip
    return pd.DataFrame(sides | columns)


def line(amounts: list[object], **columns: list[object]) -> Mapping[Hashable, object]:
    frame = figures(numerator=amounts, amount=amounts, **columns)
    return compare.counts(frame, ["甲乡", "乙乡"])[0].to_dict("records")[0]


def test_a_difference_is_given_in_numbers_and_percent() -> None:
    assert line([20, 30])["change_1"] == 10
    assert line([20, 30])["percent_1"] == 0.5


def test_no_percentage_is_made_of_a_small_base() -> None:
    assert line([9, 18])["change_1"] == 9
    assert line([9, 18])["percent_1"] is None
    assert line([0, 18])["percent_1"] is None


def test_a_missing_figure_makes_no_difference() -> None:
    assert line([20, None], mark=[None, "nil"])["change_1"] is None
    assert line([20, None], mark=[None, "nil"])["mark_1"] == "nil"


def test_rates_differ_in_points_and_say_their_parts() -> None:
    frame = figures(
        indicator_id=["hotline_answer_rate"] * 2, numerator=[9, 8], amount=[None, None],
        denominator=[10, 10], rate=[0.9, 0.8], approximate=[False, True],
    )  # fmt: skip
    row = compare.rates(frame, ["甲乡", "乙乡"])[0].to_dict("records")[0]
    assert row["change_1"] == -10
    assert row["share_1"].startswith("≈8")


def test_a_panel_writes_why_there_is_no_bar() -> None:
    sides = [Side("甲乡", 3.0, "≈3 件"), Side("乙乡", None, "斜杠")]
    drawn = small_multiples([Panel("新收", sides)], Heading("题"))
    assert list(drawn["data"][0]["x"]) == [3.0, None]
    assert {"≈3 件", "斜杠"} <= {note["text"] for note in drawn["layout"]["annotations"]}


@pytest.mark.parametrize("years", [(2019, 2021), (2018, 2023, 2025)])
def test_compared_figures_are_those_of_the_database(
    years: tuple[int, ...], full_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(full_data))
    series = ("990101100", "990101107")
    asked = queries.ask(
        "compared_figures", county="990101", compared_series=series, compared_years=years
    )
    told = {
        (r["series_id"], r["year"], r["indicator_id"]): float(r["numerator"])
        for r in asked.dropna(subset="numerator").to_dict("records")
    }
    inside = queries.cursor(queries.version()).execute(
        """select series_id, year, indicator_id, numerator::double from indicator_years
        where is_given and list_contains($series, series_id) and list_contains($years, year)""",
        {"series": list(series), "years": list(years)},
    )
    assert told == {row[:3]: row[3] for row in inside.fetchall()}
    assert asked[asked["numerator"].isna()]["mark"].notna().all()


def test_years_of_different_editions_are_marked(full_data: Path, opened: Open) -> None:
    app = opened(full_data, "compare", compare="几个年度", years=["2025 年", "2020 年"])
    assert not app.exception
    assert "表式版本不同" in app.warning[0].value
    assert not opened(full_data, "compare").warning


def test_four_townships_stand_side_by_side(full_data: Path, opened: Open) -> None:
    names = opened(full_data, "compare").multiselect(key="townships").options[:4]
    app = opened(full_data, "compare", townships=names)
    assert not app.exception
    assert [c for c in app.dataframe[0].value.columns if c.startswith("value_")] == [
        f"value_{n}" for n in range(4)
    ]


def test_one_township_alone_is_asked_for_another(one_township_data: Path, opened: Open) -> None:
    app = opened(one_township_data, "compare")
    assert not app.exception
    assert "对比需要两到四方" in app.info[0].value
    assert not any("各方都" in text.value for text in app.markdown)
