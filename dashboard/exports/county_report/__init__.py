"""The county's own report: the official tables added up, as a page, a workbook and a document."""

from dashboard.exports.county_report.document import Passage, report_document
from dashboard.exports.county_report.sentences import footnotes, overview, summary
from dashboard.exports.county_report.total import CellTotal, CountyTotal, Printed, county_total
from dashboard.exports.county_report.workbook import report_workbook

__all__ = [
    "CellTotal",
    "CountyTotal",
    "Passage",
    "Printed",
    "county_total",
    "footnotes",
    "overview",
    "report_document",
    "report_workbook",
    "summary",
]
