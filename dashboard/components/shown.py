"""What the page that is being drawn shows, kept for its slides and for its files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from dashboard.exports.page.pieces import Kept

SHOWN: ContextVar[list[Kept] | None] = ContextVar("what a page shows", default=None)
IS_BACKSTAGE: ContextVar[bool] = ContextVar("is not on screen", default=False)


@contextmanager
def keeping(*, backstage: bool = False) -> Iterator[list[Kept]]:
    """Keep what is shown meanwhile; backstage it is kept alone, and not drawn."""
    shown: list[Kept] = []
    kept, drawn = SHOWN.set(shown), IS_BACKSTAGE.set(backstage)
    try:
        yield shown
    finally:
        SHOWN.reset(kept)
        IS_BACKSTAGE.reset(drawn)


def on_screen(*pieces: Kept) -> bool:
    """Keep pieces of the page, and return whether they are to be drawn."""
    shown = SHOWN.get()
    if shown is not None:
        shown.extend(pieces)
    return not IS_BACKSTAGE.get()
