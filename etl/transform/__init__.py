"""Understands a document: identity, then tables, then narrative."""

from __future__ import annotations

from dataclasses import replace

from etl.definitions import load
from etl.domain.report import Document, Mark, Report
from etl.transform.document.beside_tables import spoken, stated
from etl.transform.document.identity.document_kind import blank_form
from etl.transform.document.identity.page import page_of
from etl.transform.document.identity.read_identity import identified
from etl.transform.document.identity.self_references import namings_of
from etl.transform.document.ocr_confidence import with_confidence
from etl.transform.document.reports_in_one import parts_of
from etl.transform.document.sentences import prose_of, readable, sections, sentences
from etl.transform.ledger import ledger_of, not_read
from etl.transform.narrative.read_narrative import read_account
from etl.transform.tables.cells import NOT_READ
from etl.transform.tables.layout.inside_paragraphs import cut_apart
from etl.transform.tables.layout.page_breaks import rejoined
from etl.transform.tables.layout.run_together import taken_apart
from etl.transform.tables.lists.list_tables import with_lists
from etl.transform.tables.lists.lists_in_lines import lists_apart
from etl.transform.tables.read_printed import read_printed
from etl.transform.tables.rows import rows

EMPTY = (Mark.BLANK, Mark.ABSENT)


def parse_all(document: Document) -> tuple[Report, ...]:
    """Return the reports of a document: one, or one for each title that opens another's."""
    return tuple(map(parsed, parts_of(in_lines(document))))


def parse(document: Document) -> Report:
    """Return everything the document says about one office and year."""
    return parsed(in_lines(document))


def in_lines(document: Document) -> Document:
    """Return a document whose tables and prose stand in lines of their own."""
    return replace(document, lines=tuple(taken_apart(cut_apart(lists_apart(document.lines)))))


def parsed(document: Document) -> Report:
    """Return what a document says whose tables and prose stand in lines of their own."""
    page = page_of(document)
    identity, doubts = identified(page)
    tables = read_printed(rows(rejoined(document.lines)), identity.year)
    lines = prose_of(document.lines)
    prose, overlong = readable(stated(sentences(spoken(lines, tables.rows))))
    account = read_account(prose, identity.year)
    figures, doubted = with_lists(account.figures, tables.figures)
    namings = namings_of(page, identity, document.lines)
    kept = frozenset(entry.line.place for entry in lines).union(n.place for n in namings)
    ledger = ledger_of(document.lines, tables.rows, kept)
    told = frozenset(issue.place for issue in tables.issues if issue.kind == NOT_READ)
    report = Report(
        identity=identity,
        edition=tables.edition or free_form(identity.year, has_tables=bool(tables.cells)),
        cells=tables.cells,
        figures=figures,
        items=account.items,
        candidates=account.candidates,
        sections=sections(lines),
        namings=namings,
        issues=(
            *doubts,
            *tables.issues,
            *overlong,
            *account.issues,
            *doubted,
            *not_read(ledger, told),
        ),
        ledger=ledger,
    )
    return with_confidence(with_kind(report), document)


def with_kind(report: Report) -> Report:
    """Return a report; one that names no office and holds no figure is the blank form."""
    said = report.identity
    is_named = said.township or said.other_office or said.document_kind
    is_filled = report.figures or any(cell.mark not in EMPTY for cell in report.cells)
    if is_named or is_filled or not report.cells:
        return report
    return replace(report, identity=replace(said, document_kind=blank_form()))


def free_form(year: int | None, *, has_tables: bool) -> str | None:
    """Return the edition without tables for a year that had no other, else None."""
    if has_tables or year is None:
        return None
    form = load().form_for(year)
    return None if form.grids else form.edition
