"""The table of any number of townships, indicators and years, which can be turned round."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.components.display.data_table import data_table
from dashboard.components.display.key_figures import FIGURES
from dashboard.components.notices import subheading
from dashboard.navigation.choices import choose_some, choose_whether
from dashboard.queries import ask
from dashboard.queries.selection import Selection
from dashboard.tables.analysis import figures_across as declared
from etl.definitions import load

INDICATORS = {key: found.title for key, found in load().indicators.items()}


def figures_across(townships: Mapping[str, str], selection: Selection) -> None:
    """Draw the choice of what the table holds, and the table.

    `townships` are the names of those that can be chosen, by their series.
    """
    subheading(f"{selection.units}一览", "（任选单位、指标、年度）")
    series, wanted, years, is_turned = chosen(townships, selection)
    figures = ask(
        "compared_figures",
        compared_series=tuple(series),
        compared_years=tuple(years),
        **selection.parameters,
    )
    laid_out = declared.townships_across if is_turned else declared.townships_down
    data_table(*laid_out(figures, series, wanted, years), selection)


def chosen(
    townships: Mapping[str, str], selection: Selection
) -> tuple[dict[str, str], list[str], list[int], bool]:
    """Draw the choices, and return townships, indicators, years and whether to turn the table."""
    offered = {
        str(year): f"{year} 年" for year in range(selection.to_year, selection.from_year - 1, -1)
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        series = choose_some(
            f"表中的{selection.units}", townships, key="table_townships",
            everything=f"全部 {len(townships)} 个",
        )  # fmt: skip
        wanted = choose_some(
            "表中的指标", INDICATORS, key="table_indicators",
            everything="主要指标", offers_all=True,
        )  # fmt: skip
        years = choose_some(
            "表中的年度", offered, key="table_years",
            everything=f"{selection.to_year} 年", offers_all=True,
        )  # fmt: skip
        is_turned = choose_whether(
            "行列互换", key="table_turned", help=f"{selection.units}为行，或为列；导出的与所见相同"
        )
    return (
        {one: townships[one] for one in series or townships},
        list(wanted or FIGURES),
        sorted(map(int, years)) or [selection.to_year],
        is_turned,
    )
