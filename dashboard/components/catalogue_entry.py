"""Entries of the catalogue of definitions, as text that is read and printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.labels import wording
from dashboard.labels.data_dictionary import Entry

MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
GRADES = dict(zip(wording.SEVERITY_LABELS.values(), ("red", "orange", "blue"), strict=True))


def entry_list(listed: Sequence[Entry], words: Mapping[str, str]) -> None:
    """Draw entries below each other as one piece of text; `words` names what each says."""
    st.markdown("\n\n".join(written(entry, words) for entry in listed))


def written(entry: Entry, words: Mapping[str, str]) -> str:
    """Return an entry as a heading and one line for each thing that it says."""
    name = " ".join(filter(None, (entry.code, entry.title)))
    grade = f" :{GRADES[entry.grade]}-badge[{entry.grade}]" if entry.grade else ""
    unit = f" :gray[（{plain(entry.unit)}）]" if entry.unit else ""
    lines = [f"**{plain(name)}**{unit}{grade}"]
    for field, label in words.items():
        text = getattr(entry, field)
        if text:
            lines.append(f":gray[{label}]　{plain(text)}")
    return "  \n".join(lines)


def plain(text: str) -> str:
    """Return text in which no character is markup."""
    return MARKUP.sub(r"\\\1", text)
