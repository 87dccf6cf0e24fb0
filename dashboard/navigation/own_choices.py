"""What the page that is open has chosen for itself, so that one button can take it back.

It is kept in Streamlit's session by page; the choices themselves stay in the address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

STATE = "choices_of_page"


@dataclass(slots=True)
class OwnChoices:
    """Of a page by key: whether a choice that is drawn is another than to begin with (`beyond`),
    which were ever drawn (`known`), and which are to be as they began (`taken_back`).
    """

    page: str
    beyond: dict[str, bool] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    taken_back: set[str] = field(default_factory=set)


def own_choices() -> OwnChoices:
    """Return those of the page that is open."""
    return st.session_state.setdefault(STATE, OwnChoices(""))


def begin(page: str) -> None:
    """Say which page is drawn from now on."""
    if own_choices().page != page:
        st.session_state[STATE] = OwnChoices(page)
    own_choices().beyond = {}


def starting(key: str, default: Any) -> None:
    """Have a choice that is about to be drawn be as it began, where it was taken back."""
    own = own_choices()
    own.known.add(key)
    if key in own.taken_back:
        own.taken_back.discard(key)
        st.session_state[key] = default


def drawn(key: str, *, beyond: bool) -> None:
    """Keep whether a choice is another than to begin with."""
    own_choices().beyond[key] = beyond


def is_any_beyond() -> bool:
    """Return whether the page has chosen anything that it did not begin with."""
    return any(own_choices().beyond.values())


def take_back() -> None:
    """Have all choices of the page be as they began when it is drawn again."""
    own = own_choices()
    own.taken_back = set(own.known)
