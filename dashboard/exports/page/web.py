"""The page as one web page that a browser of this machine prints, or takes pictures of.

Charts are drawn by the Plotly that is installed here, from the same figures as on screen; nothing
is fetched, and what figures and sentences say is data and never a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import orjson
from lxml import etree
from lxml.html import builder as html

from dashboard.charts.style.figure import laid_out
from dashboard.exports import mark_of
from dashboard.exports.page.pieces import Chart, Headline, Listing, Note
from dashboard.exports.page.whole import (
    METRIC_HEADINGS,
    WholePage,
    figures_of,
    metric_rows,
    rows_of,
    seen,
)
from dashboard.exports.printing import chart_pictures

STYLE = files(__package__ or "").joinpath("paper.css")
WIDTH, TALLEST = 680, 8_000
"""In pixels: A4 between its margins, and what a browser pictures at once."""


def web_page(page: WholePage) -> bytes:
    """Return the page as HTML for a browser of this machine to print."""
    mark = mark_of(page.source)
    body = [html.P(html.CLASS("mark"), mark)] if mark else []
    body += [html.H1(page.title), html.P(html.CLASS("about"), seen(page.about))]
    body.append(html.P(html.CLASS("about"), page.question))
    for part in page.parts():
        match part:
            case Headline():
                body.append(html.H2(seen(part.text)))
            case Note():
                body.append(html.P(seen(part.text)))
            case Chart():
                body += [drawn(part), html.P(html.CLASS("about"), seen(part.about))]
            case Listing():
                headings, rows, told = rows_of(part)
                body.append(html.H3(part.table.name.replace("_", " · ")))
                body.append(table(headings, rows, figures_of(part)))
                body += [html.P(told)] if told else []
            case list():
                body.append(table(METRIC_HEADINGS, metric_rows(part)))
    body.append(html.H3("说明"))
    body += [html.P(html.CLASS("note"), seen(f"{name}：{text}")) for name, text in page.notes()]
    return document(page.title, body, mark)


def pictures(charts: Sequence[Chart]) -> list[bytes | None]:
    """Return each chart as a PNG, None for one that is too tall; raises NotPrinted."""
    fits = [chart.figure["layout"]["height"] < TALLEST for chart in charts]
    body = [drawn(chart) for chart, fit in zip(charts, fits, strict=True) if fit]
    taken = iter(chart_pictures(document("", body)) if body else ())
    return [next(taken) if fit else None for fit in fits]


def drawn(chart: Chart) -> Any:
    """Return the place of a chart with its figure as data, which no sign of it can leave."""
    figure = laid_out(chart.figure, width=WIDTH)
    data = orjson.dumps(figure, option=orjson.OPT_SERIALIZE_NUMPY, default=str)
    safe = data.replace(b"<", b"\\u003c").decode()
    height = f"height: {figure['layout']['height']}px"
    return html.DIV(html.SCRIPT(safe, type="application/json"), html.CLASS("chart"), style=height)


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], figures: Sequence[bool] = ()
) -> Any:
    """Return a table whose headings stand on every page that it goes on.

    `figures` says of each column whether it holds figures, which stand right.
    """
    right = [html.CLASS("figure") if is_figure else {} for is_figure in figures]
    right += [{}] * (len(headings) - len(right))
    lines = (zip(row, right, strict=True) for row in rows)
    return html.TABLE(
        html.THEAD(
            html.TR(*(html.TH(seen(t), look) for t, look in zip(headings, right, strict=True)))
        ),
        html.TBODY(*(html.TR(*(html.TD(seen(t), look) for t, look in line)) for line in lines)),
        html.CLASS("wide" if len(headings) > 8 else ""),
    )


def document(title: str, body: Sequence[Any], mark: str = "") -> bytes:
    """Return a page that holds the figures of its charts as data, and nothing that runs.

    `mark` stands in the edge of every sheet that it is printed on.
    """
    edge = f'@page {{ @top-right {{ content: "{mark}"; color: #d55e00; font: 9pt sans-serif; }} }}'
    page = html.HTML(
        html.HEAD(
            html.META(charset="utf-8"),
            html.TITLE(title),
            html.STYLE(STYLE.read_text("utf-8") + (edge if mark else "")),
        ),
        html.BODY(*body),
        lang="zh-CN",
    )
    return etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
