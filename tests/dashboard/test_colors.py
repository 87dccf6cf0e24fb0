"""A color means the same in all charts of a page."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from dashboard.charts.style import theme
from tests.dashboard.conftest import Open

# What is said of one thing in several charts: who was answered, and that a report states it itself.
SAME = {
    theme.ANSWERED: {"答复率", "按件数计算", "30 件及以上"},
    theme.STATED: {"报告自述", "只有自述率"},
    theme.RECEIVED: {"受理", "新收申请", "有申请", "本年报告的上年结转"},
    theme.DISCLOSED: {"予以公开", "公开率（含部分公开）"},
    theme.OUTCOMES[2]: {"不予公开", "不予公开率"},
    theme.OUTCOMES[3]: {"无法提供", "无法提供率"},
}
PAGES = ("overview", "submissions", "hotline", "applications", "zero_applications")


@pytest.mark.parametrize("page", PAGES)
def test_a_color_keeps_its_meaning_on_a_page(page: str, full_data: Path, opened: Open) -> None:
    app = opened(full_data, "" if page == "overview" else page)
    named: dict[str, set[str]] = defaultdict(set)
    for chart in app.get("plotly_chart"):
        for trace in json.loads(chart.proto.spec)["data"]:
            color = trace.get("line", {}).get("color") or trace.get("marker", {}).get("color")
            if isinstance(color, str) and trace.get("name") and trace.get("showlegend", True):
                named[color].add(trace["name"])
    assert named
    twice = {color: names for color, names in named.items() if len(names) > 1}
    assert {c: names for c, names in twice.items() if not names <= SAME.get(c, set())} == {}
