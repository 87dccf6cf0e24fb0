"""Sentences on a page: what is seen, what is not there, and what to do then."""

from __future__ import annotations

import streamlit as st

from dashboard.components.import_form import import_button
from dashboard.labels.markdown import literal


def headline(text: str) -> None:
    """Draw the sentence that answers the page's question."""
    st.header(literal(text), anchor=False)


def empty_state(message: str, advice: str = "请在左侧放宽年度、类型或乡镇的选择。") -> None:
    """Say that nothing fits the selection, and what to do."""
    st.info(f"**{literal(message)}**  \n{literal(advice)}", icon=":material/filter_alt_off:")


def first_run() -> None:
    """Explain in three steps how reports come in."""
    st.title("还没有任何年度报告", anchor=False)
    st.write("看板读取乡镇（街道）的政府信息公开工作年度报告。按下面三步开始：")
    st.markdown(
        "1. **登记单位**：在 `data/places.csv` 中填写本县乡镇（街道），撤并、更名的注明承接单位。\n"
        "2. **导入报告**：点下面的按钮选择文件，或在命令行运行 `gongkai import 报告所在文件夹`；"
        "历年数据可先用 `gongkai template` 生成填报模板，填好后同样导入。\n"
        "3. **查看结果**：刷新本页。读不了的文件会逐个说明原因，不影响其他文件。"
    )
    import_button()
    st.info(
        "想先看看效果：运行 `gongkai serve`，会自动装入一个带“示例数据”标记的示例县。",
        icon=":material/lightbulb:",
    )
