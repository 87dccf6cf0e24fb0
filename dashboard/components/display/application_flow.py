"""Where the applications of one year came from and where they went."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.charts import Heading, Part, Stream, flow, looks
from dashboard.charts.style import theme
from dashboard.components.display.chart import chart
from dashboard.components.notices import empty_state
from dashboard.labels import wording
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection

SOURCES = {
    "carried_in": Part("上年结转", theme.CARRIED),
    "received_new": Part("本年新收", theme.RECEIVED),
}
GOALS = looks.OUTCOMES | {"carried_out": Part("结转下年", theme.UNFINISHED)}


def application_flow(selection: Selection) -> None:
    """Draw where the applications of the last chosen year came from and where they went."""
    year = rows(ask("applications_flow", **selection.parameters))[0]
    if wording.is_missing(year["arrived"]) or not year["arrived"]:
        empty_state(
            f"{selection.to_year} 年度没有可画的流向",
            "流向只用新收、结转和各项结果都填了数字或斜杠的报告。",
        )
        return
    gap = year["unexplained"]
    sources = streams(year, SOURCES, Stream("来源未说明", max(-gap, 0), theme.UNEXPLAINED))
    goals = streams(year, GOALS, Stream("去向未说明", max(gap, 0), theme.UNEXPLAINED))
    middle = Stream("本年应办", sum(stream.value for stream in sources), theme.WHOLE)
    title = flow_sentence(year, selection.to_year)
    covered_units = wording.share(year["units"], year["units_expected"])
    note = f"只用各项都填了数字或斜杠的 {covered_units} 个单位"
    heading = Heading(title, "件", note, width=theme.WHOLE_LINE)
    figure = flow(sources, middle, goals, heading)
    chart(figure, "依申请公开_流向", selection.last_year, alt=title)


def streams(year: Row, ends: Mapping[str, Part], rest: Stream) -> list[Stream]:
    """Return the ends of a flow that have a figure, and what they leave unexplained."""
    given = {end: look for end, look in ends.items() if not wording.is_missing(year.get(end))}
    return [*(Stream(look.label, year[end], look.color) for end, look in given.items()), rest]


def flow_sentence(year: Row, of: int) -> str:
    """Return how many applications there were to handle, and how many were carried on."""
    carried = wording.number(year["carried_out"], "件")
    ended = "没有结转" if not year["carried_out"] else f"{carried}结转下年"
    arrived, handled = wording.number(year["arrived"]), wording.number(year["handled"], "件")
    return f"{of} 年度应办申请 {arrived} 件：当年办结 {handled}，{ended}"
