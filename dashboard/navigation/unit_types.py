"""The filter of types of units, by kind where a county has units of several kinds."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

import streamlit as st

from etl.definitions.unit_kinds import TOWNSHIP, is_compiled, kind_of_type, unit_kinds

WIDTH, WIDE = 138, 180
"""In pixels, as those of the other filters; wide where the names of kinds have to be read."""
Kinds: TypeAlias = dict[str, tuple[str, ...]]


def types_by_kind(types: Collection[str]) -> Kinds:
    """Return the types of a county's units by the label of their kind, townships first."""
    found = {
        kind.label: tuple(sorted(t for t in types if kind_of_type(t) == kind.id))
        for kind in unit_kinds().values()
    }
    return {label: own for label, own in found.items() if own}


def usual_types(kinds: Kinds, chosen: Collection[str]) -> tuple[str, ...]:
    """Return the types that no type chosen means: those of the chosen units, or of townships."""
    if list(kinds) in ([], [unit_kinds()[TOWNSHIP].label]):
        return ()
    return tuple(sorted(chosen)) or next(iter(kinds.values()))


def chosen_types(kinds: Kinds) -> tuple[str, ...]:
    """Draw the choice of types of units, by kind where there are several; none means the usual.

    The county's own report, and the prefecture's, is never chosen beside others: it holds their
    figures already.
    """
    means: Kinds = {}
    for label, own in kinds.items():
        means |= {label: own} if len(kinds) > 1 else {}
        means |= {one: (one,) for one in own} if len(own) > 1 or len(kinds) == 1 else {}
    chosen = st.multiselect(
        "类型",
        list(means),
        key="type",
        bind="query-params",
        placeholder=next(iter(kinds)) if len(kinds) > 1 else "全部类型",
        select_all=False,
        label_visibility="collapsed",
        width=WIDE if len(kinds) > 1 else WIDTH,
        on_change=keep_county_apart,
    )
    found = dict.fromkeys(one for name in means if name in chosen for one in means[name])
    units = tuple(one for one in found if not is_compiled(one))
    return units or tuple(found)


def keep_county_apart() -> None:
    """Leave of the chosen types those that go with the last one: the county's own, or others."""
    chosen = st.session_state["type"]
    compiled = [kind for kind in unit_kinds().values() if kind.is_compiled]
    own = {name for kind in compiled for name in (kind.label, *kind.types)}
    if chosen:
        st.session_state["type"] = [c for c in chosen if (c in own) == (chosen[-1] in own)]
