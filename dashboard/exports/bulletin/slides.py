"""The bulletin as slides: computed sentences, charts one can edit, and tables as real tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.exports.bulletin import sentences
from dashboard.exports.bulletin.deck import (
    SMALL,
    TEXT_SIZE,
    Area,
    Deck,
    lines_of,
    new_deck,
    new_slide,
    pages_of,
    write,
)
from dashboard.exports.bulletin.figures import DRAWN, Bulletin
from dashboard.exports.bulletin.listings import LISTINGS
from dashboard.exports.bulletin.native_chart import NativeChart
from dashboard.exports.bulletin.of_year import RANKED_CHARTS, YEAR_CHARTS
from dashboard.exports.bulletin.of_year import pages_of as bars_of
from dashboard.exports.bulletin.slide_pieces import MOST_BARS, add_listing, draw
from dashboard.exports.bulletin.yearly import chart_by_year, left_out_by_year
from dashboard.exports.notice.points import readable
from etl.definitions import load

LONGEST = 4_000
TEXT_SHARE, GAP_SHARE = 0.37, 0.026
"""Of the width below a title: the texts beside a chart, and what parts them."""
TITLES = {
    "proactive_total": "主动公开",
    "hotline_answer_rate": "政务热线",
    "applications_received_new": "依申请公开",
}
"""Of the slides that are about more than the indicator which they draw."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands on the slides: charts in their order, tables, and whether units are ranked."""

    charts: Sequence[str] = DRAWN
    listings: Sequence[str] = field(default_factory=lambda: tuple(LISTINGS))
    is_ranked: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A slide, or as many as it takes: a title, sentences, a chart with its words."""

    title: str
    texts: Sequence[str]
    chart: tuple[NativeChart, str] | None = None
    size: int = TEXT_SIZE


def bulletin_slides(
    bulletin: Bulletin, mark: str = "", wanted: Wanted | None = None, template: bytes | None = None
) -> bytes:
    """Return the slides; `mark` stands in every title, `template` is the office's own look.

    An indicator with too few years to draw is told in words alone. Nothing is cut: what one slide
    does not hold goes on on the next, tables with their headings.
    """
    wanted = wanted or Wanted()
    head = f"{mark}{bulletin.county}{bulletin.year}年度"
    deck = new_deck(f"{head} 政府信息公开工作年度报告通报", template)
    opening = [*sentences.filing(bulletin), *sentences.quality(bulletin)]
    add_topic(deck, head, Topic("报送与质量", opening))
    for name in wanted.charts:
        for topic in topics(bulletin, name, is_ranked=wanted.is_ranked):
            add_topic(deck, head, topic)
    for name in wanted.listings:
        add_listing(deck, head, LISTINGS[name](bulletin))
    add_topic(deck, head, Topic("口径说明", sentences.notes(bulletin), size=SMALL))
    return deck.saved()


def topics(bulletin: Bulletin, name: str, *, is_ranked: bool) -> Iterator[Topic]:
    """Yield what is said and drawn of an indicator over the years, or of the year alone."""
    if name in load().indicators:
        yield by_year(bulletin, name)
        return
    charts = YEAR_CHARTS | (RANKED_CHARTS if is_ranked else {})
    if name not in charts:
        return
    for one in charts[name][1](bulletin):
        for chart in bars_of(one.chart, MOST_BARS):
            yield Topic(one.title, one.texts, (chart, one.alt))


def by_year(bulletin: Bulletin, indicator: str) -> Topic:
    """Return what is said of an indicator, beside its chart by year."""
    title = TITLES.get(indicator) or sentences.label_of(indicator)
    texts = sentences.told(bulletin, [indicator])
    if indicator == "hotline_answer_rate":
        texts += sentences.told(bulletin, ["hotline_received"])
    if indicator == "applications_received_new":
        texts += sentences.zero(bulletin)
    chart = chart_by_year(bulletin, indicator, load().indicators[indicator].unit)
    if chart is not None:
        texts += left_out_by_year(bulletin, indicator)
    return Topic(title, texts, chart)


def add_topic(deck: Deck, head: str, topic: Topic) -> None:
    """Add the slides of a topic; where the sentences do not fit beside the chart, they go on."""
    said = [readable(text, LONGEST) for text in topic.texts]
    body = deck.body
    left = round(body.width * TEXT_SHARE) if topic.chart else body.width
    size = fitting(said, Area(body.left, body.top, left, body.height), topic.size)
    first, *rest = pages_of(said, Area(body.left, body.top, left, body.height), size)
    pages = [first, *(pages_of([t for page in rest for t in page], body, size) if rest else ())]
    for number, texts in enumerate(pages, 1):
        of_all = f"（{number}/{len(pages)}）" if len(pages) > 1 else ""
        made = new_slide(deck, f"{head} {topic.title}{of_all}")
        is_drawn = topic.chart is not None and number == 1
        box = made.shapes.add_textbox(
            body.left, body.top, left if is_drawn else body.width, body.height
        )
        box.text_frame.word_wrap = True
        write(deck, box.text_frame, texts, size)
        if topic.chart is not None and is_drawn:
            away = left + round(body.width * GAP_SHARE)
            area = Area(body.left + away, body.top, body.width - away, body.height)
            draw(deck, made, topic.chart, area)


def fitting(texts: Sequence[str], area: Area, size: int) -> int:
    """Return the size of letters, a smaller one where the texts would not fit on one slide."""
    if len(pages_of(texts, area, size)) == 1 and not any(
        lines_of(text, area.width, size) * size > area.height for text in texts
    ):
        return size
    return min(size, SMALL)
