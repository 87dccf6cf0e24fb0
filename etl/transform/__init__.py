"""Understands a document: identity, then tables, then narrative."""

from __future__ import annotations

from etl.definitions import load
from etl.domain.report import Document, Report
from etl.transform.document.identity import identified
from etl.transform.document.ocr_confidence import with_confidence
from etl.transform.document.page import page_of
from etl.transform.document.self_references import namings_of
from etl.transform.document.sentences import prose_of, readable, sections, sentences
from etl.transform.ledger import ledger_of, not_read
from etl.transform.narrative.read_narrative import read_account
from etl.transform.tables.cells import NOT_READ
from etl.transform.tables.list_tables import with_lists
from etl.transform.tables.page_breaks import rejoined
from etl.transform.tables.read_tables import read_tables
from etl.transform.tables.rows import rows


def parse(document: Document) -> Report:
    """Return everything the document says about one office and year."""
    page = page_of(document)
    identity, doubts = identified(page)
    tables = read_tables(rows(rejoined(document.lines)), identity.year)
    lines = prose_of(document.lines)
    prose, overlong = readable(sentences(lines))
    account = read_account(prose, identity.year)
    figures, doubted = with_lists(account.figures, tables.figures)
    kept = frozenset(entry.line.place for entry in lines)
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
        namings=namings_of(page, identity, document.lines),
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
    return with_confidence(report, document)


def free_form(year: int | None, *, has_tables: bool) -> str | None:
    """Return the edition without tables for a year that had no other, else None."""
    if has_tables or year is None:
        return None
    form = load().form_for(year)
    return None if form.grids else form.edition
