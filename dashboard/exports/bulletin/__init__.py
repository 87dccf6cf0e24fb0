"""The bulletin (通报) of a year: who filed what and how well, as a Word document to be edited."""

from dashboard.exports.bulletin.document import bulletin_document
from dashboard.exports.bulletin.figures import Bulletin, bulletin_of

__all__ = ["Bulletin", "bulletin_document", "bulletin_of"]
