"""The quick guide of the documentation, shown in the app as it stands there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

FILE = Path(__file__).parents[2] / "docs" / "快速指南.md"
HEADING = "\n## "
WRAPPED = re.compile(r"(?<=[一-鿿，。；：、（）“”])\n *(?=[一-鿿（“])")
"""The end of a line within a sentence, of which a browser would make a space."""


@cache
def chapters() -> dict[str, str]:
    """Return the text of each chapter of the guide by its heading, none without one."""
    if not FILE.is_file():
        return {}
    _, *parts = WRAPPED.sub("", FILE.read_text("utf-8")).split(HEADING)
    return dict(part.split("\n", 1) for part in parts)


def guide() -> None:
    """Draw the guide, a chapter at a time."""
    if not chapters():
        st.info("快速指南在程序文件夹的 docs 中。", icon=":material/menu_book:")
    for number, (heading, text) in enumerate(chapters().items()):
        with st.expander(heading, expanded=number == 0):
            st.markdown(text)
