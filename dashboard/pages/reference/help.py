"""Help: how is everything done, and what do the words mean?"""

from __future__ import annotations

from dashboard.components import headline
from dashboard.components.guide import chapters, guide
from dashboard.navigation.registry import Page, link
from dashboard.queries.selection import Selection

PAGE = Page(
    title="帮助",
    question="怎么做，页面上的字样是什么意思？",
    icon=":material/help:",
    section="参考",
    position=30,
)


def render(_: Selection) -> None:
    """Draw the page."""
    headline(f"快速指南，共 {len(chapters())} 节")
    guide()
    link("definitions", "口径与规则：每个指标、规则和标记的定义")
