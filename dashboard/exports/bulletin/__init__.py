"""The bulletin (通报) of a year: who filed what and how well, in Word and on slides."""

from dashboard.exports.bulletin.document import bulletin_document
from dashboard.exports.bulletin.figures import DRAWN, Bulletin, bulletin_of
from dashboard.exports.bulletin.listings import LISTING_TITLES
from dashboard.exports.bulletin.of_year import RANKED_CHARTS, YEAR_CHARTS
from dashboard.exports.bulletin.slides import Wanted, bulletin_slides

__all__ = [
    "DRAWN",
    "LISTING_TITLES",
    "RANKED_CHARTS",
    "YEAR_CHARTS",
    "Bulletin",
    "Wanted",
    "bulletin_document",
    "bulletin_of",
    "bulletin_slides",
]
