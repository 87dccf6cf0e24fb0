"""Tells a label from the figures that stand right behind it in the same cell."""

from __future__ import annotations

import re

# What is stuck to the end of a label: anything but a letter of it or a sign that ends it.
STUCK = re.compile(r"[^\u4e00-\u9fff）)〕\]】》”’：:；;。．.、，,*＊\s]\s*$")
# Figures or a sign for none that a site ran together with the label before them: 规章000.
FIGURES = re.compile(r"(?P<label>.*[\u4e00-\u9fff)）])\s*[\d/／][\d\s,.，/／]*")


def is_glued(text: str) -> bool:
    """Return whether a figure or a sign for none is stuck to the end of a label."""
    return stuck_to(text) != ""


def stuck_to(text: str) -> str:
    """Return the figures behind a label, or its last sign where no label ends with it."""
    if label := before_figures(text):
        return text[len(label) :]
    found = STUCK.search(text)
    return found.group() if found else ""


def before_figures(text: str) -> str:
    """Return the words before figures that stand at the end of a text, "" where there are none."""
    found = FIGURES.fullmatch(text)
    return found["label"] if found else ""
