"""Tells what a site prints around a report: links to the pages beside it, and the path to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.definitions import page_words
from etl.transform.character_forms import squeezed
from etl.transform.document.identity.office_names import Office, any_of, heading_office

LONGEST_PATH = 120
LONGEST_LINK = 120
SECTION = re.compile(r"[#*\s(（]*[一㈠][、)）.．]")
LINK = re.compile(rf"[\s【\[<«‹]*(?:{any_of(page_words('links'))})\s*(?:[】\]>:：]|$|\s)")
LINK_LIST = re.compile(rf"[\s【\[#*]*(?:{any_of(page_words('link_lists'))})[】\]]?\s*[:：]?\s*")
PATH_SIGN = re.compile(rf"\s*(?:{any_of(page_words('path_signs'))})\s*")
FEWEST_STEPS = 3
LONGEST_STEP = 24
WORDS = re.compile(r"[\u4e00-\u9fff]")


def is_link(text: str) -> bool:
    """Return whether a line is a link to the page beside: 上一篇：…."""
    return len(text) <= LONGEST_LINK and LINK.match(text) is not None


def without_links(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a page without its links to others.

    A link whose words stand alone goes on in the next line; what heads a list of links below the
    first section ends the page.
    """
    found: list[str] = []
    below_section = is_cut = False
    for text in lines:
        if below_section and len(text) <= LONGEST_LINK and LINK_LIST.fullmatch(text):
            break
        below_section = below_section or SECTION.match(text) is not None
        link = LINK.match(text) if len(text) <= LONGEST_LINK else None
        if link is None and not is_cut:
            found.append(text)
        is_cut = link is not None and not text[link.end() :].strip()
    return tuple(found)


def is_step(text: str) -> bool:
    """Return whether a text may be the name of a column of a site."""
    return len(text) <= LONGEST_STEP and "。" not in text and WORDS.search(text) is not None


def path_in(opening: Sequence[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the numbers of the lines of a path through a site, and its steps.

    A path stands in one line, 首页>信息公开>青禾镇, or one step or sign a line.
    """
    for number, text in enumerate(opening):
        steps = [step for step in map(squeezed, PATH_SIGN.split(text)) if step]
        if len(text) <= LONGEST_PATH and len(steps) >= FEWEST_STEPS and all(map(is_step, steps)):
            return (number,), tuple(steps)
    signs = [n for n, text in enumerate(opening) if PATH_SIGN.fullmatch(text)]
    if not signs:
        return (), ()
    numbers = sorted({near for n in signs for near in (n - 1, n, n + 1) if near >= 0})
    kept = [n for n in numbers if n < len(opening) and n not in signs]
    return tuple(numbers), tuple(squeezed(opening[n]) for n in kept)


def office_on(steps: Sequence[str]) -> Office | None:
    """Return the township whose column the last step that names one is."""
    found = (standing(step) for step in reversed(steps))
    return next((office for office in found if office is not None), None)


def standing(step: str) -> Office | None:
    """Return the township that is all a step says, or heads its own column: 青禾镇政府信息公开."""
    office = heading_office(step)
    return office if office is not None and office.township else None
