"""A chart on screen, described for those who cannot see it, with a button for its picture."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import theme
from dashboard.exports import file_name
from dashboard.repairs import repairs, summary
from dashboard.selection import Selection
from dashboard.source import SAMPLE_MARK, source


def chart(figure: go.Figure, name: str, selection: Selection, *, alt: str) -> None:
    """Draw a figure; the picture it saves carries the filters, the date and the sample mark."""
    origin = source()
    mark = SAMPLE_MARK if origin.is_sample else ""
    parts = [selection.description, f"数据截至 {origin.built_at:%Y-%m-%d}"]
    repaired = summary(repairs(selection))
    caption = " · ".join([*parts, f"含{repaired}"] if repaired else parts)
    config = {
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "displaylogo": False,
        "showSendToCloud": False,
        "toImageButtonOptions": {
            "format": "png",
            "scale": 2,
            "filename": file_name(name, selection, origin, "png").removesuffix(".png"),
        },
    }
    shown = theme.captioned(figure, caption, mark)
    st.plotly_chart(
        theme.at_night(shown) if st.context.theme.type == "dark" else shown,
        key=f"chart_{name}",
        theme=None,
        config=config,
        alt=f"{name.replace('_', ' ')}：{alt}。图中数值见本页表格。",
    )
