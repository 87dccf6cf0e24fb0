"""What a process imports that is to read reports: every reading finds what it needs in memory.

Processes that start as a copy of one that has imported this share it.
"""

from __future__ import annotations

import gc
from importlib import import_module

from etl.definitions import load
from etl.definitions.prose_words import figure_readings, word_classes
from etl.pipeline.read_batch import Given, read_given


def example() -> str:
    """Return a report made of the examples and labels of the definitions."""
    figures = [reading.example for reading in figure_readings()]
    words = [kind.example for kind in word_classes().values()]
    form = next(reversed(load().forms.values()))
    rows = [
        "\t".join([row.label, *["0"] * len(table.columns)])
        for table in form.tables
        for row in table.rows
    ]
    return "\n".join(
        ["示例镇2024年政府信息公开工作年度报告", "一、总体情况", *figures, *words, *rows]
    )


read_given(Given("示例.txt", example().encode()))
# Nothing here uses it: Arrow loads it with the first value that it converts.
import_module("pandas")
# What is loaded for good is never searched for garbage again, here or in a copy of this process.
gc.collect()
gc.freeze()
