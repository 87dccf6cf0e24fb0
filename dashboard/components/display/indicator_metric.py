"""A headline figure made from an indicator, with what it covers and how it is defined."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components.display.metrics import Metric
from dashboard.labels import indicators, wording
from dashboard.queries import ask
from dashboard.queries.result import Row, rows_by
from dashboard.queries.selection import Selection


def indicator_metrics(labels: Mapping[str, str], selection: Selection) -> list[Metric]:
    """Return these indicators of the last chosen year, each under its label."""
    asked = ask("indicators_of_year", indicators=tuple(labels), **selection.parameters)
    figures = rows_by(asked, "indicator_id")
    return [indicator_metric(name, figures[name], label) for name, label in labels.items()]


def indicator_metric(indicator: str, figure: Row, label: str) -> Metric:
    """Return a count or a pooled rate of the last chosen year; slashes are told apart."""
    return Metric(
        label,
        indicators.value(indicator, figure),
        indicators.change(indicator, figure),
        note=indicators.coverage(indicator, figure),
        comparison=indicators.comparison(indicator, figure),
        help=wording.definition(indicator) + wording.compared(figure["compared"]),
    )
