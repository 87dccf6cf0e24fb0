"""Search: where in all reports does a township, a figure or a word stand?"""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.components import data_table, empty_state, headline, open_unit
from dashboard.components.display.export_buttons import export_buttons
from dashboard.components.review.passage import in_original, marked_markdown
from dashboard.components.shown import on_screen
from dashboard.data.caveats import caveat_notes
from dashboard.exports import Export
from dashboard.exports.page.pieces import Listing
from dashboard.labels.markdown import literal
from dashboard.navigation.registry import Page
from dashboard.queries import ask
from dashboard.queries.result import Row, rows
from dashboard.queries.selection import Selection
from dashboard.queries.source import source
from dashboard.tables.schema import Column, Table, text, year
from etl.transform.locate import marked_spans

PAGE = Page(
    title="搜索",
    question="哪个乡镇、哪个数字、哪句话，在哪份报告的哪里？",
    icon=":material/search:",
    section="",
    position=20,
    of_every_kind=True,
)
MOST_SENTENCES, MOST_FIGURES, MOST_TOWNSHIPS = 50, 5_000, 12
MOST_WORDS, LONGEST = 6, 80
FIGURES = Table(
    "搜索到的数字",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("label", "项目"),
        Column("value", "数字", mark="mark", approximate="approximate"),
        text("unit", "计量单位"),
        text("raw", "原文"),
    ),
)
SENTENCES = Table(
    "搜索到的句子",
    (
        text("township", "乡镇（街道）"),
        year(),
        text("heading", "部分"),
        text("sentence", "句子"),
        text("file_name", "报告文件"),
    ),
)


def render(selection: Selection) -> None:
    """Draw the page."""
    said = st.text_input(
        "查找", key="q", bind="query-params", max_chars=LONGEST, icon=":material/search:",
        placeholder="单位、数字的名称，或报告中的任何文字；几个词用空格隔开", width=640,
    )  # fmt: skip
    words = tuple(dict.fromkeys((said or "").split()))[:MOST_WORDS]
    if not words:
        st.caption(f"{looked_through(selection)}，例如：12345 办结、依申请公开、公众号。")
        return
    asked = selection.parameters | {"types": selection.types, "words": words}
    townships = rows(ask("search_townships", **asked, most=MOST_TOWNSHIPS))
    figures = ask("search_figures", **asked, most=MOST_FIGURES)
    found = ask("search_sentences", **asked, most=MOST_SENTENCES)
    sentences = rows(found)
    listed = (townships, rows(figures), sentences)
    of_units, of_figures, of_sentences = (
        int(found[0]["found_in_all"]) if found else 0 for found in listed
    )
    called = "单位" if selection.usual_types else "乡镇"
    headline(f"找到 {of_units} 个{called}、{of_figures} 个数字、{of_sentences} 句话")
    ways(townships, of_units, called)
    if not (of_units or of_figures or of_sentences):
        empty_state("没有找到", "可换一个说法、少写一个词，或放宽所选的年度和单位。")
    if of_figures:
        with st.expander(f"数字 {of_figures} 个", expanded=not sentences):
            if of_figures > len(figures):
                st.caption(f"只列前 {len(figures)} 个，导出的也是这些；可再加一个词。")
            data_table(figures, FIGURES, selection)
    part = f"只列前 {len(sentences)} 句，共 {of_sentences} 句"
    if not sentences:
        return
    table = SENTENCES.about(selection.units)
    on_screen(Listing(found, table, part if of_sentences > len(sentences) else ""))
    for number, row in enumerate(sentences):
        sentence(row, words, number)
    if of_sentences > len(sentences):
        st.caption(f"{part}，导出的也是这些；可再加一个词。")
    export_buttons(Export(found, table, selection, source(), caveat_notes(selection)))


def looked_through(selection: Selection) -> str:
    """Return in which reports is looked."""
    if selection.types or selection.townships:
        return "在所选的单位和年度的全部报告中查找"
    return f"在全县{'各类单位' if selection.usual_types else '各单位'}所选年度的全部报告中查找"


def ways(townships: list[Row], found: int, called: str) -> None:
    """Draw the ways to the units that are called so."""
    with st.container(horizontal=True):
        for row in townships:
            st.button(
                literal(row["township"]), key=f"open_{row['series_id']}",
                icon=":material/folder_shared:", on_click=partial(open_unit, row["series_id"]),
            )  # fmt: skip
    if found > len(townships):
        st.caption(f"只列前 {len(townships)} 个{called}，共 {found} 个；可再加一个字。")


def sentence(row: Row, words: tuple[str, ...], number: int) -> None:
    """Draw a sentence between its neighbours, its words marked, and the way to its original."""
    with st.container(border=True, gap="xxsmall"):
        st.caption(literal(f"{row['township']} {row['year']} 年度 · {row['heading']}"))
        spans = sorted(span for word in words for span in marked_spans(row["sentence"], word))
        parted: list[tuple[int, int]] = []
        for span in spans:
            if not parted or span[0] >= parted[-1][1]:
                parted.append(span)
        before, after = literal(row["before"]), literal(row["after"])
        st.markdown(f"{before}{marked_markdown(row['sentence'], parted)}{after}")
        if st.toggle("在原件中查看", key=f"original_{number}_{row['sha256'][:12]}"):
            in_original(row | {"raw": words[0], "place": "", "evidence": row["sentence"]})
