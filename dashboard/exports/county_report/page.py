"""The county's report as one web page that prints like an official paper: no script, no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from typing import Any

from lxml import etree
from lxml.html import builder as html

from dashboard.exports.county_report.grid import Layout, Place
from dashboard.exports.county_report.links import Goal, goals
from dashboard.exports.county_report.overview import Sum
from dashboard.exports.county_report.sentences import footnotes, joint_notes
from dashboard.exports.county_report.story import Heading, Passage, closing, story, title_of
from dashboard.exports.county_report.total import CountyTotal

STYLE = files(__package__ or "").joinpath("page.css")
ONLY_STYLE = "default-src 'none'; style-src 'unsafe-inline'"


def report_page(total: CountyTotal, passages: Sequence[Passage], mark: str = "") -> bytes:
    """Return the report as HTML in UTF-8; `mark` stands above it, as for samples."""
    title, to = title_of(total), goals(total)
    body = [html.P(html.CLASS("mark"), mark)] if mark else []
    body.append(html.H1(title))
    for piece in (*story(total, passages), *closing(total)):
        match piece:
            case Heading():
                body.append((html.H2 if piece.level == 1 else html.H3)(piece.text))
            case Layout():
                body.append(table(piece, total, to))
            case tuple():
                body.append(html.P(*(words(part, to) for part in piece)))
            case text:
                body.append(html.P(text))
    page = html.HTML(
        html.HEAD(
            html.META(charset="utf-8"),
            html.META({"http-equiv": "Content-Security-Policy", "content": ONLY_STYLE}),
            html.TITLE(title),
            html.STYLE(STYLE.read_text("utf-8") + above_every_page(mark)),
        ),
        html.BODY(*body),
        lang="zh-CN",
    )
    return etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")


def above_every_page(mark: str) -> str:
    """Return the style that prints a mark above every page, where a browser knows how to."""
    if not mark:
        return ""
    signs = "".join(f"\\{ord(sign):06x}" for sign in mark)
    return f'@page {{ @top-right {{ content: "{signs}"; font: bold 9pt serif; }} }}'


def note_numbers(total: CountyTotal) -> dict[str, int]:
    """Return by its address which of the notes tells of the joint documents of a cell."""
    notes = footnotes(total)
    return {
        cell.address: 1 + notes.index(text)
        for cell, text in zip(total.joint, joint_notes(total, total.joint), strict=True)
    }


def words(part: str | Sum, to: Mapping[str, Goal]) -> Any:
    """Return a part of a sentence; a figure leads to its cell."""
    if isinstance(part, str):
        return part
    goal = to[part.address]
    return html.A(part.text, href=f"#{goal.name}", title=goal.told)


def table(layout: Layout, total: CountyTotal, to: Mapping[str, Goal]) -> Any:
    """Return an official table with its sums; its headings stand on every page it goes on."""
    notes = note_numbers(total)
    widths = [html.COL(style=f"width: {share:.2%}") for share in layout.shares]
    rows = [
        html.TR(*(cell(place, total, notes, to) for place in places))
        for _, places in groupby(sorted(layout.places, key=place_of), key=lambda place: place.row)
    ]
    head, body = rows[: layout.heading_rows], rows[layout.heading_rows :]
    kind = "tall" if layout.is_tall else "wide" if layout.is_wide else ""
    look = [html.CLASS(kind)] if kind else []
    return html.TABLE(
        *look, html.COLGROUP(*widths), *([html.THEAD(*head)] if head else []), html.TBODY(*body)
    )


def place_of(place: Place) -> tuple[int, int]:
    """Return where a cell stands."""
    return place.row, place.column


def cell(place: Place, total: CountyTotal, notes: Mapping[str, int], to: Mapping[str, Goal]) -> Any:
    """Return a cell; that of a sum says on a pointer's rest what its units print, and where.

    `notes` are the numbers of the notes on sums.
    """
    spans = {"rowspan": str(place.rows), "colspan": str(place.columns)}
    spans = {name: number for name, number in spans.items() if number != "1"}
    if place.is_heading:
        return html.TH(place.text, spans)
    if place.address is None:
        return html.TD(place.text, spans)
    found = total.cells[place.address]
    marks = [html.SUP(f"[{notes[place.address]}]")] if place.address in notes else []
    goal = to[place.address]
    return html.TD(found.text, *marks, html.CLASS("sum"), spans, id=goal.name, title=goal.told)
