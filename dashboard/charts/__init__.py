"""Draws tidy answers as Plotly figures; knows nothing of Streamlit."""

from dashboard.charts.bars import Part, stacked_bars, stacked_columns
from dashboard.charts.matrix import State, state_matrix
from dashboard.charts.ranking import ranking
from dashboard.charts.theme import Heading
from dashboard.charts.trend import Line, trend

__all__ = [
    "Heading",
    "Line",
    "Part",
    "State",
    "ranking",
    "stacked_bars",
    "stacked_columns",
    "state_matrix",
    "trend",
]
