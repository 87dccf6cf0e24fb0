"""Prints the rows of a table as text in every layout that sites and converters produce."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

Texts = list[list[str]]
Writer = Callable[[Texts], str]

LONGEST_PDF_LABEL = 14
FURNITURE = "- 3 -"
UPRIGHT = "三、本年度办理结果"


def each_row(write: Callable[[list[str]], str]) -> Writer:
    """Return a writer that prints row after row."""
    return lambda rows: "\n".join(map(write, rows))


def cells_of(rows: Texts) -> Iterable[str]:
    return chain.from_iterable(rows)


def cells_indented(row: list[str]) -> str:
    return "| \n" + "\n".join(f" {text}  | " for text in row)


def cells_led(row: list[str]) -> str:
    return "\n".join(["|", *(f"{text} |" for text in row)])


def ruled(rows: Texts) -> str:
    rule = "├" + "─" * 20 + "┤"
    return "\n".join(f"{rule}\n│ {' │ '.join(row)} │" for row in rows)


def with_commas(row: list[str]) -> str:
    return ",".join(row)


def apart(rows: Texts) -> str:
    return "\n\n".join(text for text in cells_of(rows) if text)


def stacked(rows: Texts) -> str:
    return "\n".join(text for text in cells_of(rows) if text)


def pdf_row(row: list[str], upright: list[str]) -> str:
    """Print a row as a PDF gives it: the label over several lines, the figures on the middle one.

    Of the label that stands upright beside the rows, one letter is printed before each.
    """
    last = max(
        (n for n, text in enumerate(row) if len(text) > 3 and not is_figure(text)), default=-1
    )
    groups, label, values = row[: max(last, 0)], row[last] if last >= 0 else "", row[last + 1 :]
    if groups[:1] == [UPRIGHT]:
        upright[:] = [groups.pop(0)[:2], *UPRIGHT[2:]]
    size = LONGEST_PDF_LABEL
    pieces = [label[at : at + size] for at in range(0, len(label), size)] or [""]
    middle = len(pieces) // 2 if len(pieces) > 2 else len(pieces) - 1
    pieces[middle] = " ".join([pieces[middle], *filter(None, values)]).strip()
    letter = [upright.pop(0)] if upright else []
    return "\n".join([*groups, *pieces[:middle], *letter, *pieces[middle:]])


def is_figure(text: str) -> bool:
    return text.replace(".", "").isdigit()


def pdf(rows: Texts) -> str:
    upright: list[str] = []
    printed = [pdf_row(row, upright) for row in rows]
    return "\n".join([*printed[: len(printed) // 2], FURNITURE, *printed[len(printed) // 2 :]])


KEEPING: dict[str, Writer] = {
    "rows_closed": each_row(lambda row: " | ".join(row) + " |"),
    "rows_boxed": each_row(lambda row: "| " + " | ".join(row) + " |"),
    "rows_open": each_row(" | ".join),
    "rows_padded": each_row(lambda row: "| " + " | ".join(row) + " |" * (3 if len(row) < 3 else 1)),
    "full_width_bars": each_row(lambda row: "｜".join(row) + "｜"),
    "ruled": ruled,
    "cells_ended": each_row(lambda row: "\n".join(f"{text} |" for text in row)),
    "cells_parted": each_row(lambda row: "\n".join(f"{text}\n|" if text else "|" for text in row)),
    "cells_led": each_row(cells_led),
    "cells_indented": each_row(cells_indented),
    "tabs": each_row("\t".join),
    "commas": each_row(with_commas),
}
LOSING: dict[str, Writer] = {"apart": apart, "stacked": stacked, "once": stacked, "pdf": pdf}
WRITERS = KEEPING | LOSING
