"""Two texts beside each other, with what both have marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.labels.markdown import literal
from dashboard.labels.text_diff import Piece, pieces, shared_of

# Characters of a text that are compared and shown: nine megabytes took 25 seconds and 1.3 GB.
MOST_COMPARED = 100_000


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its name: what it says under each heading, no line indented."""

    name: str
    sections: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> str:
        """Return everything that it says."""
        return "\n".join(body for _, body in self.sections)

    def first_part(self) -> Text:
        """Return what is compared of the text."""
        left, kept = MOST_COMPARED, []
        for heading, body in self.sections:
            if left > 0:
                kept.append((heading, body[:left]))
            left -= len(body)
        return Text(self.name, tuple(kept))


def side_by_side(left: Text, right: Text) -> None:
    """Draw two texts in two columns; passages of eight or more equal characters are marked."""
    for column, text, other in zip(
        st.columns(2, gap="medium"), (left, right), (right, left), strict=True
    ):
        with column.container(border=True):
            draw(text, other.first_part().whole)


def draw(text: Text, other: str) -> None:
    """Draw one text with its name and how much of it is marked."""
    bodies = [(heading, pieces(body, other)) for heading, body in text.first_part().sections]
    length = sum(len(body) for _, body in text.sections)
    shared = sum(shared_of(body) for _, body in bodies)
    st.markdown(f"**{literal(text.name)}**")
    only = f"，只对照和显示前 {MOST_COMPARED} 字，全文请看原件" if length > MOST_COMPARED else ""
    st.caption(f"{length} 字{only}，其中 {shared} 字与另一份相同（连续 8 字以上）")
    for heading, body in bodies:
        if heading:
            st.markdown(f"**{literal(heading)}**")
        st.markdown(marked(body))


def marked(body: Sequence[Piece]) -> str:
    """Return Markdown in which the shared pieces stand out and nothing else has a meaning."""
    return "".join(
        "  \n".join(
            f":orange-background[{literal(line)}]" if piece.is_shared and line.strip()
            else literal(line)
            for line in piece.text.split("\n")
        )
        for piece in body
    )  # fmt: skip
