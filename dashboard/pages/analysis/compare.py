"""Comparison: how do a few townships, or a few years of one, stand side by side?

Below, any number of them in a table.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.charts import Heading, Panel, Side, small_multiples
from dashboard.components import chart, data_table, empty_state, figures_across, headline
from dashboard.labels import wording
from dashboard.labels.markdown import literal
from dashboard.navigation.choices import choose_few, choose_listed, choose_one, told_apart
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from dashboard.tables.analysis import compare as declared
from etl.definitions import load
from etl.definitions.population import population_words

PAGE = Page(
    title="对比",
    question="几个乡镇，或一个乡镇的几个年度，放在一起有什么不同？",
    icon=":material/compare_arrows:",
    section="分析",
    position=70,
)
MOST = 4
WAYS = ("几个乡镇", "几个年度")


def render(selection: Selection) -> None:
    """Draw the page."""
    townships = offered_townships(selection)
    if not townships:
        empty_state("所选范围内没有乡镇（街道）")
        return
    side_by_side(townships, selection)
    names = {series: row["township"] for series, row in townships.items()}
    figures_across(told_apart(names), selection)


def side_by_side(townships: dict[str, Row], selection: Selection) -> None:
    """Draw the bars of two to four sides."""
    by_year = choose_one("对比", WAYS, key="compare") == WAYS[1]
    series, years = chosen_sides(townships, selection, by_year=by_year)
    figures = ask(
        "compared_figures",
        compared_series=series,
        compared_years=years,
        **selection.parameters,
    )
    sides = sides_in(figures, by_year=by_year)
    if len(sides) < 2:
        wanted = "年度" if by_year else "乡镇（街道）"
        empty_state("对比需要两到四方", f"请在上面再选{wanted}；页面上方的筛选决定可选的范围。")
    if not sides:
        return
    compared = named(figures, townships, years, by_year=by_year)
    headline(answer(figures, compared, len(sides)))
    warn_of_editions(figures, by_year=by_year)
    draw(figures, sides, compared, selection)
    by_residents(series, years, sides, selection)


def by_residents(
    series: Sequence[str], years: Sequence[int], sides: Sequence[str], selection: Selection
) -> None:
    """Draw what the sides come to by residents, where the register says how many there are."""
    words = population_words()
    found = ask(
        "compared_per_head",
        compared_series=series,
        compared_years=years,
        indicators=[rate.indicator for rate in words.rates],
        people=words.people,
        **selection.parameters,
    )
    frame, table = declared.per_head(found, sides)
    if not frame.empty:
        st.markdown(f"**每 {words.people:,} 常住人口**")
        data_table(frame, table, selection)


def telling(townships: dict[str, Row], selection: Selection) -> list[str]:
    """Return two townships to begin with, with reports up to the last chosen year if possible."""
    ready = [code for code, row in townships.items() if row["newest_year"] == selection.to_year]
    return (ready if len(ready) > 1 else list(townships))[:2]


def offered_townships(selection: Selection) -> dict[str, Row]:
    """Return the townships of the selection by their series."""
    found = rows_by(ask("townships_to_choose", **selection.parameters), "series_id")
    chosen = selection.townships
    return {
        series: row
        for series, row in found.items()
        if (not chosen or series in chosen) and selection.has(row["type"])
    }


def chosen_sides(
    townships: dict[str, Row], selection: Selection, *, by_year: bool
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Draw the choice of what is compared, and return its series and years."""
    years = {year: f"{year} 年" for year in range(selection.to_year, selection.from_year - 1, -1)}
    labels = {series: row["label"] for series, row in townships.items()}
    with st.container(horizontal=True):
        if by_year:
            one = choose_listed(
                "乡镇（街道）", list(labels), key="of_township", label=labels.__getitem__
            )
            few = choose_few("年度", years, first=list(years)[:2], key="years", most=MOST)
            return (one,), tuple(sorted(few))
        few_townships = choose_few(
            "乡镇（街道）", labels, first=telling(townships, selection), key="townships", most=MOST
        )
        year = choose_listed("年度", list(years), key="of_year", label=years.__getitem__)
        return few_townships, (year,)


def sides_in(figures: pd.DataFrame, *, by_year: bool) -> list[str]:
    """Return the names of the sides in their order."""
    return list(dict.fromkeys(declared.side_of(row, by_year=by_year) for row in rows(figures)))


def named(
    figures: pd.DataFrame, townships: dict[str, Row], years: Sequence[int], *, by_year: bool
) -> str:
    """Return who or what is compared."""
    if by_year:
        series = figures["series_id"].iloc[0]
        return f"{townships[series]['label']} {'、'.join(str(year) for year in years)} 年度"
    return f"{'、'.join(sides_in(figures, by_year=False))} {years[0]} 年度"


def answer(figures: pd.DataFrame, compared: str, sides: int) -> str:
    """Return how far there are figures to compare."""
    told = figures.dropna(subset="numerator").groupby("indicator_id").size()
    whole = int((told == sides).sum())
    total = figures["indicator_id"].nunique()
    return f"{compared}：{total} 项指标中 {whole} 项{'各方都' if sides > 1 else ''}有数字"


def warn_of_editions(figures: pd.DataFrame, *, by_year: bool) -> None:
    """Say where the reports are not of the same edition of the form."""
    printed = figures.dropna(subset="edition").drop_duplicates(["series_id", "year"])
    if printed["edition"].nunique() > 1:
        told = "，".join(
            f"{declared.side_of(row, by_year=by_year)}为 {row['edition']} 版"
            for row in rows(printed)
        )
        st.warning(f"表式版本不同：{literal(told)}。同名项目的范围可能不同，比较时请留意。")


def draw(figures: pd.DataFrame, sides: Sequence[str], compared: str, selection: Selection) -> None:
    """Draw the panels, and the tables behind them."""
    left, right = st.columns(2, gap="medium")
    for column, name, is_rate in ((left, "数量", False), (right, "比率", True)):
        listed = panels(figures, sides, is_rate=is_rate)
        if listed:
            title = f"{name}：{compared}"
            note = "括号内为 n/N" if is_rate else "每项一个尺度，条的长短只在同一项内可比"
            with column:
                figure = small_multiples(listed, Heading(title, subtitle=note))
                chart(figure, f"对比_{name}", selection, alt=title)
    for shown in (declared.counts(figures, sides), declared.rates(figures, sides)):
        if not shown[0].empty:
            st.markdown(f"**{shown[1].name.partition('_')[2]}的差异**")
            data_table(*shown, selection)


@cached
def panels(figures: pd.DataFrame, sides: Sequence[str], *, is_rate: bool) -> list[Panel]:
    """Return a panel per indicator of one kind that any side has a figure of."""
    return [
        Panel(
            load().indicators[name].title,
            [side(row, label, is_rate=is_rate) for row, label in zip(found, sides, strict=True)],
            1.0 if is_rate else None,
        )
        for name, found in declared.by_indicator(figures, is_rate=is_rate)
        if any(not wording.is_missing(row["numerator"]) for row in found)
    ]


def side(row: Row, label: str, *, is_rate: bool) -> Side:
    """Return one side of a panel in words; ≈ stands before what is approximate."""
    value = declared.number(row["rate" if is_rate else "amount"])
    if value is None:
        return Side(label, None, wording.missing(row["mark"]))
    if is_rate:
        return Side(label, value, f"{wording.rate(value)}（{declared.share_of(row)}）")
    unit = load().indicators[row["indicator_id"]].unit
    return Side(label, value, wording.number(value, unit, approximate=row["approximate"]))
