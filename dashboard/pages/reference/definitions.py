"""Definitions: how is each figure defined, and against which rules are reports checked?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

import pandas as pd
import streamlit as st

from dashboard.components import data_table, empty_state, entry_list, headline
from dashboard.labels import wording
from dashboard.labels.data_dictionary import PARTS, Entry, entries, matching
from dashboard.navigation.choices import choose_one, choose_words
from dashboard.navigation.registry import Page, link
from dashboard.queries.selection import Selection
from dashboard.tables.reference.definitions import CATALOGUE

PAGE = Page(
    title="口径与规则",
    question="每个数字怎么定义，每份报告按什么规则核对？",
    icon=":material/menu_book:",
    section="参考",
    position=10,
)
ALL = "all"
RULES = "rules"
LINKED = "rule"
WORDS = {"says": "口径", "why": "说明", "example": "举例"}
RULE_WORDS = {"says": "应为", "why": "依据", "example": "反例", "ask": "要求"}

Found = dict[str, list[Entry]]


def render(selection: Selection) -> None:
    """Draw the page."""
    everything = entries()
    headline(answer(everything))
    linked(everything[RULES])
    wanted = choose_words(
        "查找",
        key="q",
        placeholder="如：结转、斜杠、T3-01",
        icon=":material/search:",
        help="在名称、公式、依据、举例中查找；几个词用空格隔开，须同时出现",
        width=480,
    )
    part = choose_one("部分", (ALL, *PARTS), key="part", label=part_label)
    chosen = everything if part == ALL else {part: everything[part]}
    found = {name: matching(wanted, listed) for name, listed in chosen.items()}
    found = {name: listed for name, listed in found.items() if listed}
    if not found:
        empty_state("没有找到", "请换一个词、少写一个词，或把“部分”改为“全部”。")
        return
    contents(found, everything)
    catalogue_table(found, selection)
    for name, listed in found.items():
        section(name, listed)
    link("assessment", "考核评分（按本单位的评分表，没有上传时不启用）")


def part_label(part: str) -> str:
    """Return the name of a part."""
    return "全部" if part == ALL else PARTS[part].label


def answer(everything: Mapping[str, Sequence[Entry]]) -> str:
    """Return how much is defined."""
    indicators, rules = len(everything["indicators"]), len(everything[RULES])
    errors = sum(entry.grade == wording.SEVERITY_LABELS["error"] for entry in everything[RULES])
    return f"{indicators} 项指标，{rules} 条核对规则（{errors} 条判为错误），定义与计算同源"


def linked(rules: Sequence[Entry]) -> None:
    """Draw the rule that the address names, above all others."""
    wanted = st.query_params.get(LINKED, "")
    named = [rule for rule in rules if wanted in (rule.id, rule.code)]
    if not named:
        return
    with st.container(border=True):
        entry_list(named, RULE_WORDS)
        st.button("收起这一条", icon=":material/close:", on_click=forget_link)


def forget_link() -> None:
    """Take the rule out of the address."""
    st.query_params.pop(LINKED, None)


def contents(found: Found, everything: Mapping[str, Sequence[Entry]]) -> None:
    """Draw how many entries each part has, with links to them."""
    st.markdown(
        " · ".join(
            f"[{PARTS[name].label}](#{name}) {count(listed, everything[name])}"
            for name, listed in found.items()
        )
    )


def count(listed: Sequence[Entry], among: Sequence[Entry]) -> str:
    """Return how many entries are shown, of how many where not all are."""
    return f"{len(among)}" if len(listed) == len(among) else f"{len(listed)}/{len(among)}"


def catalogue_table(found: Found, selection: Selection) -> None:
    """Draw the entries as a table to sort and take along."""
    listed = [
        asdict(entry) | {"part": PARTS[name].label}
        for name, entries_of_part in found.items()
        for entry in entries_of_part
    ]
    with st.expander("列成一张表（可排序、导出）", icon=":material/table_view:"):
        data_table(pd.DataFrame(listed), CATALOGUE, selection, height=360)


def section(name: str, listed: Sequence[Entry]) -> None:
    """Draw one part, its entries under the heading of their group."""
    st.subheader(f"{PARTS[name].label}　{len(listed)} 条", anchor=name, divider="gray")
    words = RULE_WORDS if name == RULES else WORDS
    for group, members in groupby(listed, key=lambda entry: entry.group):
        if group:
            st.markdown(f"##### {group}")
        entry_list(list(members), words)
