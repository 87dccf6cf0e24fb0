"""The shared filters: the only state that pages share, kept in the URL and checked here."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.navigation.own_choices import take_back
from dashboard.navigation.unit_types import chosen_types, types_by_kind, usual_types
from dashboard.queries import ask
from dashboard.queries.result import Row, rows, rows_by
from dashboard.queries.selection import Selection
from etl.definitions.unit_kinds import is_compiled, kind_of_all

NEWEST = "show_newest"
COUNTY_WIDTH, YEAR_WIDTH = 130, 84
"""In pixels, so that all stand in one line of a screen of 1366 at 125 %."""


def filter_line() -> DeltaGenerator:
    """Return the line that the filters stand in."""
    return st.container(
        horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center", key="filters"
    )


def choose(line: DeltaGenerator) -> Selection | None:
    """Draw the filters and return what they say; None where no county has a report yet."""
    counties = rows_by(ask("counties"), "county_id")
    if not counties:
        return None
    if st.session_state.get(NEWEST):
        reach_to_newest(counties)
    with line:
        county_id = chosen_county(counties)
        county = counties[county_id]
        townships = rows_by(ask("townships_to_choose", county=county_id), "series_id")
        kinds = types_by_kind({row["type"] for row in townships.values()})
        types = chosen_types(kinds)
        kind = kind_of_all(types or usual_types(kinds, ()))
        chosen = chosen_townships(townships, types, kind.label if kind else "单位")
        from_year, to_year = chosen_years(county["first_year"], county["last_year"])
    # Not before they are drawn: a click that ends this run there leaves it to the next.
    st.session_state.pop(NEWEST, None)
    return Selection(
        county_id=county_id,
        county=county["label"],
        townships=chosen,
        township_names=tuple(townships[c]["township"] for c in chosen),
        types=types,
        from_year=from_year,
        to_year=to_year,
        usual_types=usual_types(kinds, {townships[code]["type"] for code in chosen}),
    )


def of_every_kind(selection: Selection) -> Selection:
    """Return the same of units of every kind, unless types or units are chosen."""
    if selection.types or selection.townships or not selection.usual_types:
        return selection
    units = rows(ask("townships_to_choose", county=selection.county_id))
    return replace(selection, usual_types=tuple(sorted({row["type"] for row in units})))


def is_narrowed(selection: Selection) -> bool:
    """Return whether the filters choose anything but a county."""
    years = selection.from_year, selection.to_year
    return bool(selection.types or selection.townships) or years != years_of(selection)


def years_of(selection: Selection) -> tuple[int, int]:
    """Return the first and the last year of the chosen county."""
    county = rows_by(ask("counties"), "county_id")[selection.county_id]
    return county["first_year"], county["last_year"]


def clear_button(line: DeltaGenerator, selection: Selection) -> None:
    """Draw the button that takes every choice back, of the filters and of the page."""
    line.button(
        "清除",
        icon=":material/filter_alt_off:",
        type="tertiary",
        key="clear",
        on_click=clear,
        args=years_of(selection),
        help="显示全部类型、全部乡镇（街道）和全部年度，本页内的选择恢复原样",
    )


def clear(first: int, last: int) -> None:
    """Take back every choice but that of the county."""
    st.session_state.update({"type": [], "township": [], "from": first, "to": last})
    take_back()


def chosen_county(counties: dict[str, Row]) -> str:
    """Draw the choice of a county and return its code."""
    codes = list(counties)
    county_id = st.selectbox(
        "县（区、市）",
        codes,
        format_func=lambda code: counties[code]["label"],
        key="county",
        bind="query-params",
        placeholder="请选择",
        label_visibility="collapsed",
        width=COUNTY_WIDTH,
    )
    return county_id if county_id in codes else codes[0]


def chosen_townships(
    townships: dict[str, Row], types: tuple[str, ...], called: str
) -> tuple[str, ...]:
    """Draw the choice of units and return their series; none chosen means all of the usual types.

    The county or prefecture itself is chosen alone.
    """
    offered = [code for code, row in townships.items() if not types or row["type"] in types]
    chosen = st.multiselect(
        "乡镇（街道）",
        offered,
        format_func=lambda code: townships[code]["label"],
        key="township",
        bind="query-params",
        placeholder=f"全部{called}",
        select_all=False,
        label_visibility="collapsed",
    )
    found = [series for series in offered if series in chosen]
    units = [code for code in found if not is_compiled(townships[code]["type"])]
    return tuple(units or found)


def chosen_years(first: int, last: int) -> tuple[int, int]:
    """Draw the choice of report years and return them in order."""
    years = list(range(first, last + 1))
    start = chosen_year("起始年度", years, "from")
    st.markdown("–", width="content")
    end = chosen_year("截止年度", years[::-1], "to")
    start, end = (
        start if start in years else first,
        end if end in years else last,
    )
    return min(start, end), max(start, end)


def chosen_year(label: str, years: list[int], key: str) -> int:
    """Draw the choice of one report year and return it."""
    return st.selectbox(
        label,
        years,
        key=key,
        bind="query-params",
        placeholder="请选择",
        label_visibility="collapsed",
        width=YEAR_WIDTH,
    )


def show_newest() -> None:
    """Have the next screen reach to the newest year, after reports of it came in."""
    st.session_state[NEWEST] = True


def reach_to_newest(counties: dict[str, Row]) -> None:
    """Choose the newest year; a county that takes the place of another starts at its first."""
    county_id = st.session_state.get("county")
    shown = counties.get(str(county_id)) or next(iter(counties.values()))
    st.session_state["to"] = shown["last_year"]
    if county_id not in counties:
        st.session_state["from"] = shown["first_year"]
