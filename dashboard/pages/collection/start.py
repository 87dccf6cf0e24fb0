"""Start: how does one leave the sample county, and begin with one's own reports?"""

from __future__ import annotations

from dashboard.components import empty_state, first_steps, headline
from dashboard.navigation.registry import Page
from dashboard.queries.selection import Selection
from dashboard.queries.source import source

PAGE = Page(
    title="开始使用",
    question="怎样从示例县换成本县的数据？",
    icon=":material/rocket_launch:",
    section="收集",
    position=5,
    is_listed=lambda: source().is_sample,
)


def render(_: Selection) -> None:
    """Draw the page."""
    if not source().is_sample:
        empty_state("已经在用本县的数据", "单位在“单位名册”中改，报告在“报送进度”中导入。")
        return
    headline("现在看到的是虚构的示例县；登记单位或导入报告后，示例自动消失")
    first_steps()
