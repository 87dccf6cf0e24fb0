"""The bulletin (通报) of a year: who filed what and how well, in Word and on slides."""

from dashboard.exports.bulletin.document import bulletin_document
from dashboard.exports.bulletin.figures import DRAWN, Bulletin, bulletin_of
from dashboard.exports.bulletin.slides import bulletin_slides

__all__ = ["DRAWN", "Bulletin", "bulletin_document", "bulletin_of", "bulletin_slides"]
