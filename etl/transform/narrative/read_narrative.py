"""Reads a whole narrative at once: its figures, its parts, and what follows from both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from etl.definitions import narrative
from etl.domain.report import Axis, Figure, Issue, Item
from etl.transform.document.sentences import Sentence
from etl.transform.narrative.figures import figures_of
from etl.transform.narrative.itemized_list import items_in
from etl.transform.narrative.normalize import normal
from etl.transform.narrative.patterns import TOTAL
from etl.transform.narrative.segments import segments

SURELY_TOTAL = re.compile(r"主动(?:公开|发布|公布)(?!形式|方式|渠道)|主動(?:公開|發布)")


@dataclass(frozen=True, slots=True)
class Account:
    """What a narrative says: figures, parts of the disclosed total, and what is in doubt."""

    figures: tuple[Figure, ...]
    items: tuple[Item, ...]
    issues: tuple[Issue, ...]


@cache
def site() -> re.Pattern[str]:
    """Return the pattern of a channel that may stand for all that was disclosed."""
    return re.compile(narrative().items.sole_site)


@cache
def parallel() -> re.Pattern[str]:
    """Return the pattern of one of several channels that are each said to have disclosed."""
    return re.compile(narrative().items.parallel)


def read_account(sentences: Iterable[Sentence]) -> Account:
    """Return everything that the sentences say in figures."""
    prose = tuple(segments(sentences))
    figures, issues = figures_of(prose)
    items = items_in(prose)
    figures = tuple(f for f in figures if not (f.figure == TOTAL and is_one_of_channels(f, items)))
    if all(figure.figure != TOTAL for figure in figures):
        figures += total_of_sole_site(items)
    return Account(figures, items, issues)


def is_one_of_channels(total: Figure, items: tuple[Item, ...]) -> bool:
    """Return whether a total is the count of one channel beside others that are put alike."""
    is_counted = any(
        item.axis is Axis.CHANNEL and item.count == total.value
        and item.evidence == total.evidence and item.place == total.place
        for item in items
    )  # fmt: skip
    if not is_counted or SURELY_TOTAL.search(total.evidence):
        return False
    return len(parallel().findall(normal(total.evidence))) > 1


def total_of_sole_site(items: tuple[Item, ...]) -> tuple[Figure, ...]:
    """Return the total of a report that counts what one site disclosed and no other channel."""
    channels = [item for item in items if item.axis is Axis.CHANNEL]
    if len(channels) != 1 or channels[0].unit != "条" or not site().search(channels[0].label):
        return ()
    item = channels[0]
    return (
        Figure(
            TOTAL, f"{item.count}", item.count, approximate=item.approximate,
            evidence=item.evidence, place=item.place, reading="sole_channel",
        ),
    )  # fmt: skip
