"""The choices that only one page has, kept in the address like the shared filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.labels.markdown import literal
from dashboard.navigation.own_choices import drawn, starting


def choose_one(
    title: str, options: Sequence[Any], *, key: str, label: Callable[[Any], str] = str
) -> Any:
    """Draw a choice that only one page has, kept in the URL like the others, and return it."""
    starting(key, options[0])
    chosen = st.segmented_control(
        title,
        options,
        default=options[0],
        format_func=lambda option: literal(label(option)),
        key=key,
        bind="query-params",
        required=True,
    )
    return known_or_first(key, chosen, options)


def choose_linked(
    title: str, labels: Mapping[str, str], *, key: str, placeholder: str = "请选择"
) -> str | None:
    """Draw the choice of one thing by its id, which the address names, and return the id."""
    state, last = f"linked_{key}", f"linked_{key}_last"
    if state not in st.session_state:
        st.session_state[state] = st.query_params.get(key)
    told = st.session_state[state]
    if told not in labels:
        # A browser sends the words of an option, and those of the one chosen may have changed.
        is_known = told is not None and st.session_state.get(last) in labels
        st.session_state[state] = st.session_state[last] if is_known else None
    names = told_apart(labels)
    chosen = st.selectbox(
        title,
        list(labels),
        index=None,
        format_func=lambda name: names.get(name, str(name)),
        key=state,
        placeholder=placeholder,
    )
    st.session_state[last] = chosen
    if chosen is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != chosen:
        st.query_params[key] = chosen
    return chosen


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the words of each option, with its id where several have the same words."""
    times = Counter(labels.values())
    return {key: f"{name}（{key}）" if times[name] > 1 else name for key, name in labels.items()}


def link_to(key: str, chosen: str) -> None:
    """Make a choice of `choose_linked` before it is drawn."""
    st.session_state[f"linked_{key}"] = chosen


def choose_some(
    title: str,
    options: Mapping[str, str],
    *,
    key: str,
    everything: str,
    offers_all: bool = False,
) -> tuple[str, ...]:
    """Draw a choice of several that only one page has, kept in the URL.

    None chosen means what `everything` says, all or the usual; where that is not all, the list
    begins with one that chooses all (`offers_all`).
    """
    starting(key, [])
    chosen = st.multiselect(
        title,
        list(options),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        placeholder=everything,
        select_all=offers_all,
    )
    drawn(key, beyond=bool(chosen))
    return tuple(option for option in options if option in chosen)


def choose_whether(title: str, *, key: str, help: str) -> bool:  # noqa: A002
    """Draw a switch that only one page has, kept in the URL, and return whether it is on."""
    starting(key, default=False)
    is_on = st.toggle(title, key=key, bind="query-params", help=help)
    drawn(key, beyond=is_on)
    return is_on


def choose_words(title: str, *, key: str, **look: Any) -> str:
    """Draw a field for words to look for on one page, kept in the URL, and return them."""
    starting(key, "")
    words = st.text_input(title, key=key, bind="query-params", **look) or ""
    drawn(key, beyond=bool(words))
    return words


def choose_listed(
    title: str, options: Sequence[Any], *, key: str, label: Callable[[Any], str] = str
) -> Any:
    """Draw a choice among many that only one page has, kept in the URL, and return it."""
    starting(key, options[0])
    chosen = st.selectbox(
        title, options, format_func=label, key=key, bind="query-params", placeholder="请选择"
    )
    return known_or_first(key, chosen, options)


def known_or_first(key: str, chosen: Any, options: Sequence[Any]) -> Any:
    """Return what is chosen, the first option where that is none of them."""
    found = chosen if chosen in options else options[0]
    drawn(key, beyond=found != options[0])
    return found


def choose_few(
    title: str, options: Mapping[Any, str], *, first: Sequence[Any], key: str, most: int
) -> tuple[Any, ...]:
    """Draw a choice of up to so many, some chosen to begin with, kept in the URL."""
    offered = list(options)
    starting(key, list(first))
    chosen = st.multiselect(
        title,
        offered,
        default=list(first),
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        max_selections=most,
        placeholder=f"最多选 {most} 个",
        select_all=False,
    )
    drawn(key, beyond=set(chosen) != set(first))
    return tuple(option for option in offered if option in chosen)[:most]
