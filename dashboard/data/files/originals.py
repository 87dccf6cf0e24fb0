"""The kept original of a report: its bytes to take along, its lines to show."""

from __future__ import annotations

import streamlit as st

from dashboard.queries import data_folder
from dashboard.queries.result import Row
from dashboard.queries.source import source
from etl.domain.report import Line
from etl.pipeline.open_original import lines_of, original_content


def content_of(report: Row) -> bytes:
    """Return the original of a report; raise UnreadableFile when it is gone or has changed."""
    root = data_folder() / "sample" if source().is_sample else data_folder()
    return original_content(root, str(report["original"]), str(report["sha256"]))


def original_lines(report: Row) -> tuple[Line, ...]:
    """Return the lines of a report's original; raise UnreadableFile when it cannot be opened."""
    return kept_lines(str(report["original"]), content_of(report))


@st.cache_data(max_entries=40, show_spinner="正在打开原件……")
def kept_lines(name: str, content: bytes) -> tuple[Line, ...]:
    """Return the lines of a file; one that has not changed is opened once."""
    return lines_of(name, content)
