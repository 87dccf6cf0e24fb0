"""Correction notices: the letters that send a report back, with what is to be mended in it."""

from dashboard.exports.notice.archive import all_notices, document_name, listed_findings
from dashboard.exports.notice.document import document
from dashboard.exports.notice.notice import Notice, Report, Sender, notices_of, reply_day
from dashboard.exports.notice.points import Finding, Point, Subject
from dashboard.exports.notice.sources import dismissed, open_findings, reports_of

__all__ = [
    "Finding",
    "Notice",
    "Point",
    "Report",
    "Sender",
    "Subject",
    "all_notices",
    "dismissed",
    "document",
    "document_name",
    "listed_findings",
    "notices_of",
    "open_findings",
    "reply_day",
    "reports_of",
]
