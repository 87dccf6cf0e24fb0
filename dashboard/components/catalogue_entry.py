"""Entries of the catalogue of definitions, as text that is read and printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.labels import wording
from dashboard.labels.data_dictionary import Entry
from dashboard.labels.markdown import literal

GRADES = dict(zip(wording.SEVERITY_LABELS.values(), ("red", "orange", "blue"), strict=True))


def entry_list(listed: Sequence[Entry], words: Mapping[str, str]) -> None:
    """Draw entries below each other as one piece of text; `words` names what each says."""
    st.markdown("\n\n".join(written(entry, words) for entry in listed))


def written(entry: Entry, words: Mapping[str, str]) -> str:
    """Return an entry as a heading and one line for each thing that it says."""
    name = " ".join(filter(None, (entry.code, entry.title)))
    grade = f" :{GRADES[entry.grade]}-badge[{entry.grade}]" if entry.grade else ""
    unit = f" :gray[（{literal(entry.unit)}）]" if entry.unit else ""
    lines = [f"**{literal(name)}**{unit}{grade}"]
    for field, label in words.items():
        text = getattr(entry, field)
        if text:
            lines.append(f":gray[{label}]　{literal(text)}")
    return "  \n".join(lines)
