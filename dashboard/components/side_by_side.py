"""Two texts beside each other, with what both have marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.labels.markdown import literal
from dashboard.labels.text_diff import Piece, pieces, shared_of


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its name: what it says under each heading, no line indented."""

    name: str
    sections: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> str:
        """Return everything that it says."""
        return "\n".join(body for _, body in self.sections)


def side_by_side(left: Text, right: Text) -> None:
    """Draw two texts in two columns; passages of eight or more equal characters are marked."""
    for column, text, other in zip(
        st.columns(2, gap="medium"), (left, right), (right, left), strict=True
    ):
        with column.container(border=True):
            draw(text, other.whole)


def draw(text: Text, other: str) -> None:
    """Draw one text with its name and how much of it is marked."""
    bodies = [(heading, pieces(body, other)) for heading, body in text.sections]
    length = sum(len(body) for _, body in text.sections)
    shared = sum(shared_of(body) for _, body in bodies)
    st.markdown(f"**{literal(text.name)}**")
    st.caption(f"{length} 字，其中 {shared} 字与另一份相同（连续 8 字以上）")
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
