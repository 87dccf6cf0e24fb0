"""A process that opens a file for a page does not draw the page first."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.server import serving
from etl.pipeline.reading.bounded_processes import BoundedProcesses

# Asked in words, since a function of ours would bring its own modules along.
LOADED = "sorted(__import__('sys').modules)"


def test_a_reading_process_of_a_page_does_not_draw_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = ModuleType("__main__")
    shown.__file__ = str(Path(serving.__file__).with_name("script.py"))
    monkeypatch.setitem(sys.modules, "__main__", shown)
    with BoundedProcesses(1) as processes:
        loaded = set(processes.submit(eval, LOADED).result())
    assert "__mp_main__" in loaded
    assert not loaded & {"streamlit", "dashboard.server.screen"}
