"""Draws tidy answers as Plotly figures; knows nothing of Streamlit."""

from dashboard.charts.amounts import Amount, amounts
from dashboard.charts.bars import Part, reaching, stacked_bars, stacked_columns
from dashboard.charts.dumbbell import Dot, dumbbell
from dashboard.charts.flow import Stream, flow
from dashboard.charts.grid import grid
from dashboard.charts.grouped import Group, grouped_columns
from dashboard.charts.matrix import State, state_matrix
from dashboard.charts.multiples import Panel, Side, small_multiples
from dashboard.charts.ranking import ranking
from dashboard.charts.style.coverage import covered
from dashboard.charts.style.theme import Heading
from dashboard.charts.trend import Line, empty_years, marked_editions, trend, unfinished
from dashboard.charts.year_rows import Told, YearRow, year_rows

__all__ = [
    "Amount",
    "Dot",
    "Group",
    "Heading",
    "Line",
    "Panel",
    "Part",
    "Side",
    "State",
    "Stream",
    "Told",
    "YearRow",
    "amounts",
    "covered",
    "dumbbell",
    "empty_years",
    "flow",
    "grid",
    "grouped_columns",
    "marked_editions",
    "ranking",
    "reaching",
    "small_multiples",
    "stacked_bars",
    "stacked_columns",
    "state_matrix",
    "trend",
    "unfinished",
    "year_rows",
]
