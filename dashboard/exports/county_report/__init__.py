"""The county's own report: the official tables added up, as a page, a workbook and a document."""

from dashboard.exports.county_report.document import report_document
from dashboard.exports.county_report.overview import overview
from dashboard.exports.county_report.page import report_page
from dashboard.exports.county_report.sentences import (
    counted,
    deduction,
    footnotes,
    joint_told,
    summary,
)
from dashboard.exports.county_report.story import Passage
from dashboard.exports.county_report.total import (
    CellTotal,
    CountyTotal,
    Fees,
    Printed,
    county_total,
)
from dashboard.exports.county_report.workbook import report_workbook

__all__ = [
    "CellTotal",
    "CountyTotal",
    "Fees",
    "Passage",
    "Printed",
    "counted",
    "county_total",
    "deduction",
    "footnotes",
    "joint_told",
    "overview",
    "report_document",
    "report_page",
    "report_workbook",
    "summary",
]
