"""A headline figure made from an indicator, with what it covers and how it is defined."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.metrics import Metric
from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.result import Row, rows_by
from dashboard.queries.selection import Selection
from etl.definitions import load


def indicator_metrics(labels: Mapping[str, str], selection: Selection) -> list[Metric]:
    """Return these indicators of the last chosen year, each under its label."""
    asked = ask("indicators_of_year", indicators=tuple(labels), **selection.parameters)
    figures = rows_by(asked, "indicator_id")
    return [indicator_metric(name, figures[name], label) for name, label in labels.items()]


def indicator_metric(indicator: str, figure: Row, label: str) -> Metric:
    """Return a count or a pooled rate of the last chosen year; slashes are told apart."""
    unit = load().indicators[indicator].unit
    is_rate = unit == "%"
    mark = why_missing(figure)
    value = (
        wording.rate(figure["rate"], mark=mark)
        if is_rate
        else wording.number(figure["part"], unit, mark=mark, approximate=figure["approximate"])
    )
    change = (
        rate_change(figure)
        if is_rate
        else wording.change(figure["change"], unit)
    )  # fmt: skip
    explained = wording.definition(indicator) + wording.compared(figure["compared"])
    return Metric(
        label, value, change, note=coverage(figure, is_rate=is_rate),
        comparison=comparison(figure, is_rate=is_rate), help=explained,
    )  # fmt: skip


def rate_change(figure: Row) -> str | None:
    """Return by how many points the two rates that are shown beside it differ, as they are shown.

    The change before rounding would say 持平 of 98.4 % → 98.3 %.
    """
    if wording.is_missing(figure["rate_change"]):
        return None
    then, now = (round(figure[f"part_{w}"] / figure[f"whole_{w}"], 3) for w in ("then", "now"))
    return wording.points(now - then)


def comparison(figure: Row, *, is_rate: bool) -> str:
    """Return over which units a change speaks, with what they said then and now."""
    if wording.is_missing(figure["rate_change" if is_rate else "change"]):
        return ""
    sides = [
        wording.rate(figure[f"part_{when}"] / figure[f"whole_{when}"])
        if is_rate
        else wording.number(figure[f"part_{when}"])
        for when in ("then", "now")
    ]
    return f"同口径 {wording.number(figure['compared'])} 个单位：{' → '.join(sides)}"


def why_missing(figure: Row) -> str | None:
    """Return why a figure of a whole selection is not there; none where it divides by nothing."""
    if figure["units"]:
        return None
    if figure["nil_units"]:
        return "nil"
    return "absent" if figure["units_filed"] else "no_report"


def coverage(figure: Row, *, is_rate: bool) -> str:
    """Return n/N of a rate, the units it covers, and those that printed slashes."""
    pooled = f"{wording.share(figure['part'], figure['whole'])}，" if figure["units"] else ""
    covered = wording.coverage(figure["units"], figure["units_expected"])
    slashes = f"，另有 {figure['nil_units']} 个填斜杠" if figure["nil_units"] else ""
    return f"{pooled if is_rate else ''}{covered}{slashes}"
