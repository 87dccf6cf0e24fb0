"""How an indicator of a year is told in words: value, coverage, and change over the same units.

A figure is a row of `indicators_of_year`.
"""

from __future__ import annotations

from typing import Any

from dashboard.labels import wording
from etl.definitions import load

Figure = dict[str, Any]


def is_rate(indicator: str) -> bool:
    """Return whether an indicator is a share and not a count."""
    return load().indicators[indicator].unit == "%"


def value(indicator: str, figure: Figure) -> str:
    """Return the figure as printed, or the word for why there is none."""
    mark = why_missing(figure)
    if is_rate(indicator):
        return wording.rate(figure["rate"], mark=mark, approximate=figure["approximate"])
    unit = load().indicators[indicator].unit
    return wording.number(figure["part"], unit, mark=mark, approximate=figure["approximate"])


def change(indicator: str, figure: Figure) -> str | None:
    """Return the change on the year before over the units that gave it in both; None without.

    A rate changes by as many points as the two rates that are shown beside it differ: the change
    before rounding would say 持平 of 98.4 % → 98.3 %.
    """
    if not is_rate(indicator):
        return wording.change(figure["change"], load().indicators[indicator].unit)
    if wording.is_missing(figure["rate_change"]):
        return None
    then, now = (round(figure[f"part_{w}"] / figure[f"whole_{w}"], 3) for w in ("then", "now"))
    return wording.points(now - then)


def comparison(indicator: str, figure: Figure) -> str:
    """Return over which units a change speaks, with what they said then and now."""
    rated = is_rate(indicator)
    if wording.is_missing(figure["rate_change" if rated else "change"]):
        return ""
    sides = [
        wording.rate(
            figure[f"part_{when}"] / figure[f"whole_{when}"],
            approximate=figure[f"approximate_{when}"],
        )
        if rated
        else wording.number(figure[f"part_{when}"], approximate=figure[f"approximate_{when}"])
        for when in ("then", "now")
    ]
    return f"同口径 {wording.number(figure['compared'])} 个单位：{' → '.join(sides)}"


def why_missing(figure: Figure) -> str | None:
    """Return why a figure of a whole selection is not there; none where it divides by nothing."""
    if figure["units"]:
        return None
    if figure["nil_units"]:
        return "nil"
    return "absent" if figure["units_filed"] else "no_report"


def coverage(indicator: str, figure: Figure) -> str:
    """Return n/N of a rate, the units it covers, and those that printed slashes."""
    pooled = f"{wording.share(figure['part'], figure['whole'])}，" if figure["units"] else ""
    covered = wording.coverage(figure["units"], figure["units_expected"])
    slashes = f"，另有 {figure['nil_units']} 个填斜杠" if figure["nil_units"] else ""
    return f"{pooled if is_rate(indicator) else ''}{covered}{slashes}{left_out(indicator, figure)}"


def left_out(indicator: str, figure: Figure) -> str:
    """Return what was filed and is in no sum, as a clause to go on with; empty for nothing.

    What adds nothing, a count of 0, is no more than a unit that is not covered.
    """
    if not figure["left_units"] or not figure["left_whole" if is_rate(indicator) else "left_part"]:
        return ""
    unit, about = load().indicators[indicator].unit, figure["left_approximate"]
    said = (
        f"{wording.about(about)}{wording.share(figure['left_part'], figure['left_whole'])} "
        if is_rate(indicator)
        else wording.number(figure["left_part"], unit, approximate=about)
    )
    return f"，另有{figure['left_names']}已报的 {said}未计入（后来合并的另一单位当年没有这项）"
