"""The drawn pieces that pages are put together from."""

from dashboard.components.catalogue_entry import entry_list
from dashboard.components.display.application_flow import application_flow
from dashboard.components.display.chart import TOWNSHIP, Opening, Point, chart, open_unit
from dashboard.components.display.county_comparison import county_comparison
from dashboard.components.display.data_table import data_table, plain_table
from dashboard.components.display.disclosure_parts import (
    channels,
    channels_by_year,
    fields,
    fields_by_year,
)
from dashboard.components.display.export_buttons import take_along
from dashboard.components.display.figures_across import figures_across
from dashboard.components.display.indicator_metric import indicator_metrics
from dashboard.components.display.key_figures import (
    figures_by_year,
    key_figures,
    key_figures_by_year,
)
from dashboard.components.display.long_tables import preview_table, scrolling_table
from dashboard.components.display.metrics import Metric, metric_row
from dashboard.components.display.official_table import official_table
from dashboard.components.display.prefecture_comparison import prefecture_comparison
from dashboard.components.intake.archive_choice import archive_choice
from dashboard.components.intake.first_run import first_run, first_steps
from dashboard.components.intake.import_form import import_button
from dashboard.components.intake.records_back import records_back
from dashboard.components.intake.waiting_list import waiting_list
from dashboard.components.letters.self_check_forms import self_check_forms
from dashboard.components.letters.sender_form import sender_form
from dashboard.components.notices import empty_state, good_news, headline, remark, subheading
from dashboard.components.parts import OnScreen, parts, tables
from dashboard.components.register.deadline_form import deadline_in_force
from dashboard.components.register.deadline_grid import deadline_grid
from dashboard.components.register.register_form import register_form
from dashboard.components.review.findings import Finding, finding_list
from dashboard.components.review.original_view import figures_of_report
from dashboard.components.review.undo_form import undo_form

__all__ = [
    "TOWNSHIP",
    "Finding",
    "Metric",
    "OnScreen",
    "Opening",
    "Point",
    "application_flow",
    "archive_choice",
    "channels",
    "channels_by_year",
    "chart",
    "county_comparison",
    "data_table",
    "deadline_grid",
    "deadline_in_force",
    "empty_state",
    "entry_list",
    "fields",
    "fields_by_year",
    "figures_across",
    "figures_by_year",
    "figures_of_report",
    "finding_list",
    "first_run",
    "first_steps",
    "good_news",
    "headline",
    "import_button",
    "indicator_metrics",
    "key_figures",
    "key_figures_by_year",
    "metric_row",
    "official_table",
    "open_unit",
    "parts",
    "plain_table",
    "prefecture_comparison",
    "preview_table",
    "records_back",
    "register_form",
    "remark",
    "scrolling_table",
    "self_check_forms",
    "sender_form",
    "subheading",
    "tables",
    "take_along",
    "undo_form",
    "waiting_list",
]
