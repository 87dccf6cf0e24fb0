"""Fields and channels of disclosure: the last year by size, and a row each over the years."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import (
    Heading,
    Panel,
    Side,
    Told,
    YearRow,
    covered,
    looks,
    small_multiples,
    year_rows,
)
from dashboard.charts.style import theme
from dashboard.components.display.chart import chart
from dashboard.components.notices import empty_state
from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.caching import cached
from dashboard.queries.result import Answer, Row, of_year, rows
from dashboard.queries.selection import Selection

MOST_CHANNELS = 8
PLACES = {part: place for place, part in enumerate(looks.FIELDS)}
NOT_SAID = ("unmapped", "unexplained")
"""Parts that are in no field of work, and stand last however large they are."""


def fields(selection: Selection) -> None:
    """Draw the fields of work of the last year by size, and what no category explains, last."""
    parts = of_year(ask("proactive_by_field", **selection.parameters), selection.to_year)
    if parts.empty:
        empty_state(f"{selection.to_year} 年度的报告没有写明类别和总数")
        return
    title = f"{selection.scope}主动公开的领域（{selection.to_year} 年）"
    units = wording.number(parts["compared"].iloc[0])
    note = f"条数、占比和较上年增减；增减只比较两年都写明总数和类别的 {units} 个单位"
    figure = small_multiples([field_panel(parts)], Heading(title, "条", note))
    chart(figure, "主动公开_领域", selection.last_year, alt=title)


@cached
def field_panel(parts: pd.DataFrame) -> Panel:
    """Return the parts of one year, the largest first."""
    ordered = sorted(
        rows(parts),
        key=lambda row: (PLACES[row["part"]], 0) if row["part"] in NOT_SAID else (0, -row["value"]),
    )
    return Panel("", [field_side(row) for row in ordered])


def field_side(row: Row) -> Side:
    """Return the bar of a field of work."""
    value = wording.number(row["value"], approximate=row["approximate"])
    words = told(value, wording.rate(row["share"]), row["change"])
    return Side(row["label"], row["value"], words, *field_look(row["part"]))


def field_look(part: str) -> tuple[str, bool]:
    """Return the color of a part, and whether it stands for what is not said."""
    look = looks.FIELDS[part]
    return (look.color, look.hatched) if part in NOT_SAID else (theme.DISCLOSED, False)


def told(*words: str | float) -> str:
    """Return what stands beside a bar: its value, what that is of, and the change where known."""
    *known, change = words
    return " · ".join(filter(None, (*map(str, known), wording.change(change))))


def fields_by_year(coverage: pd.DataFrame, unfinished: int | None, selection: Selection) -> None:
    """Draw each field of work over the years, all on one scale."""
    parts = ask("proactive_by_field", **selection.parameters)
    if parts.empty:
        return
    title = f"{selection.scope}各领域历年条数（{selection.years}）"
    note = "各行同一尺度；空心为正在收集；年份下为写明总数或类别的单位"
    heading = Heading(title, "条", note)
    figure = year_rows(field_rows(parts), list(coverage["year"]), heading, unfinished=unfinished)
    chart(covered(figure, coverage), "主动公开_领域_历年", selection, alt=title)


@cached
def field_rows(parts: pd.DataFrame) -> list[YearRow]:
    """Return the parts over the years, in the order of the fields."""
    found: dict[str, dict[int, Told]] = {}
    for row in sorted(rows(parts), key=lambda row: PLACES[row["part"]]):
        about = row["approximate"]
        value = wording.number(row["value"], "条", approximate=about)
        words = f"{value}，占 {wording.rate(row['share'])}"
        one = Told(row["value"], wording.number(row["value"], approximate=about), words)
        found.setdefault(row["part"], {})[row["year"]] = one
    return [
        YearRow(looks.FIELDS[part].label, field_look(part)[0], years, field_look(part)[1])
        for part, years in found.items()
    ]


def channels(selection: Selection) -> None:
    """Draw the most usual channels of the last year by size; they must not be added up."""
    printed = of_year(ask("proactive_by_channel", **selection.parameters), selection.to_year)
    if printed.empty:
        empty_state(f"{selection.to_year} 年度的报告没有写明发布渠道")
        return
    title = f"{selection.scope}各渠道发布量（{selection.to_year} 年）"
    note = "一条信息可多渠道发布，不能相加；增减只比较两年都写明这个渠道的单位"
    figure = small_multiples([channel_panel(printed)], Heading(title, "条", note))
    chart(figure, "主动公开_渠道", selection.last_year, alt=title)


@cached
def channel_panel(printed: pd.DataFrame) -> Panel:
    """Return the most usual channels of one year, the largest first."""
    usual = [row for row in rows(printed) if row["rank"] <= MOST_CHANNELS]
    ordered = sorted(usual, key=lambda row: -row["value"])
    return Panel("", [Side(row["label"], row["value"], channel_words(row)) for row in ordered])


def channel_words(row: Row) -> str:
    """Return how much went out through a channel, and how many units say so."""
    value = wording.number(row["value"], approximate=row["approximate"])
    return told(value, f"{row['units']} 个单位", row["change"])


def channels_by_year(coverage: pd.DataFrame, unfinished: int | None, selection: Selection) -> None:
    """Draw each of the most usual channels over the years, all on one scale."""
    printed = ask("proactive_by_channel", **selection.parameters)
    if printed.empty:
        return
    title = f"{selection.scope}各渠道历年发布量（{selection.years}）"
    note = "各行同一尺度，不能相加；空心为正在收集；年份下为写明渠道的单位"
    years = with_channels(coverage)
    heading = Heading(title, "条", note)
    figure = year_rows(channel_rows(printed), list(years["year"]), heading, unfinished=unfinished)
    chart(covered(figure, years), "主动公开_渠道_历年", selection, alt=title)


@cached
def with_channels(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the years with the units that name channels as those that are covered."""
    return Answer(coverage.assign(units=coverage["with_channels"]))


@cached
def channel_rows(printed: pd.DataFrame) -> list[YearRow]:
    """Return the most usual channels over the years."""
    found: dict[str, dict[int, Told]] = {}
    for row in sorted(rows(printed), key=lambda row: row["rank"]):
        if row["rank"] <= MOST_CHANNELS:
            short = wording.number(row["value"], approximate=row["approximate"])
            one = Told(row["value"], short, channel_words(row))
            found.setdefault(row["label"], {})[row["year"]] = one
    return [YearRow(label, theme.COMPARED, years) for label, years in found.items()]
