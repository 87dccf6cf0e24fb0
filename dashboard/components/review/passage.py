"""Where a figure stands in its original: the lines around it, the figure marked.

Streamlit marks only in Markdown, and an original may hold anything: `marked_markdown` is the one
place where text of an original becomes Markdown with a mark of ours in it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.data.files.originals import original_lines
from dashboard.labels.markdown import literal
from dashboard.queries.result import Row
from etl.domain.errors import ReportError
from etl.domain.report import Line
from etl.transform.locate import Clue, Passage, Span, marked_cells, marked_line, passage_of

LONGEST_LINE = 2_000


def in_original(row: Row) -> None:
    """Draw the lines of the original around a figure; its sentence where it cannot be opened."""
    clue = Clue(raw=row["raw"], place=row["place"], evidence=row["evidence"])
    passage, problem = None, ""
    try:
        passage = passage_of(original_lines(row), clue)
    except ReportError as error:
        problem = str(error)
    if passage is not None:
        passage_view(passage, clue)
    elif row["evidence"]:
        st.text(f"“{row['evidence']}”")
    if problem:
        st.caption(literal(problem))


def passage_view(passage: Passage, clue: Clue) -> None:
    """Draw the lines of a passage with their places."""
    for line in passage.before:
        plain_line(line)
    for line in passage.marked:
        with st.container(border=True, gap="xxsmall"):
            st.caption(literal(line.place or "原件"))
            st.markdown(marked_text(line, clue, passage.cell))
    for line in passage.after:
        plain_line(line)


def plain_line(line: Line) -> None:
    """Draw a line beside the marked one, as mere text."""
    st.text(shortened(text_of(line)))


def text_of(line: Line) -> str:
    """Return a line, the cells of a row apart."""
    return line.text if line.cells is None else "  │  ".join(line.cells)


def shortened(text: str) -> str:
    """Return a text of bearable length."""
    return text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}……"


def marked_text(line: Line, clue: Clue, cell: int | None) -> str:
    """Return a line as Markdown with the figure marked, and only there."""
    if line.cells is None:
        return marked_markdown(line.text, marked_line(line, clue))
    chosen = (cell,) if cell is not None else marked_cells(line, clue)
    return " │ ".join(
        marked_markdown(
            text, marked_line(Line("", text), clue) if clue.evidence else whole(text, n in chosen)
        )
        for n, text in enumerate(line.cells)
    )


def whole(text: str, is_marked: bool) -> tuple[Span, ...]:  # noqa: FBT001
    """Return the span of a whole cell that is marked."""
    return ((0, len(text)),) if is_marked and text else ()


def marked_markdown(text: str, spans: Sequence[Span]) -> str:
    """Return any text as Markdown that shows it literally, these spans marked and bold."""
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        inner = literal(text[start:stop])
        parts += [cut(text[end:start]), f":orange-background[**{inner}**]" if inner else ""]
        end = stop
    return "".join([*parts, cut(text[end:])])


def cut(text: str) -> str:
    """Return unmarked text escaped; the middle of a very long one is left out."""
    if len(text) <= LONGEST_LINE:
        return literal(text)
    half = LONGEST_LINE // 2
    return literal(f"{text[:half]}……{text[-half:]}")
