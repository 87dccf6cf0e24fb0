"""Pages of ours as PDF files and pictures, by a browser of this machine that stands ready."""

from dashboard.exports.printing.installed import NotPrinted, browser
from dashboard.exports.printing.press import chart_pictures, prepare, report_pdf

__all__ = ["NotPrinted", "browser", "chart_pictures", "prepare", "report_pdf"]
