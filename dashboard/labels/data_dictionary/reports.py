"""What is read from a report: figures, marks, kinds of zero, fields of work, the forms."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.labels.data_dictionary.entry import Entry
from etl.definitions import load, sections, terms, zero_kinds
from etl.definitions.prose_words import figure_readings
from etl.definitions.rulebook import rulebook
from etl.definitions.schema import Form

EXAMPLES = 2
BLANK = "（留空）"


def figures() -> Iterator[Entry]:
    """Yield every figure that is read from the text, with sentences it is read from."""
    titles = {section.ordinal: section.title for section in sections()}
    for figure in load().figures.values():
        yield Entry(
            figure.id,
            figure.label,
            f"读自第{'一二三四五六'[figure.section - 1]}部分“{titles[figure.section]}”的原句",
            unit=figure.unit,
            example="；".join(sentences(figure.id, figure.unit)),
        )


def sentences(figure: str, unit: str) -> list[str]:
    """Return the first sentences that a figure is read from, with what is read."""
    found = [reading for reading in figure_readings() if reading.figure == figure]
    return [f"“{told.example}” → {told.value:g} {unit}" for told in found[:EXAMPLES]]


def facts() -> Iterator[Entry]:
    """Yield every number that is derived from a report for the rules."""
    for fact in rulebook().facts.values():
        yield Entry(fact.id, fact.label, fact.note, unit=fact.unit)


def marks() -> Iterator[Entry]:
    """Yield the marks of a cell with how offices print them."""
    for mark, kind in load().marks.items():
        shown = "　".join(text or BLANK for text in kind.printed)
        yield Entry(
            mark.value,
            kind.label,
            kind.meaning,
            why=f"合计时：{kind.in_sums}",
            example=f"常见写法：{shown}" if shown else "",
        )


def zeros() -> Iterator[Entry]:
    """Yield how we know that no one applied."""
    for kind in zero_kinds():
        yield Entry(
            kind.id, kind.label, kind.meaning, group="算零申请" if kind.is_zero else "不算零申请"
        )


def words() -> Iterator[Entry]:
    """Yield what the words above columns mean, each once."""
    known = {(term.label, term.meaning): term for term in terms().values()}
    for term in known.values():
        yield Entry(term.id, term.label, term.meaning)


def fields() -> Iterator[Entry]:
    """Yield the fields of work that printed categories are mapped to."""
    for field in load().taxonomy:
        yield Entry(field.id, field.label, f"类别名称中含有：{'、'.join(field.words)}")


def editions() -> Iterator[Entry]:
    """Yield the editions of the form."""
    for form in load().forms.values():
        tables = [f"{table.title} {len(table.addresses())} 格" for table in form.tables]
        yield Entry(
            form.edition,
            f"{form.edition} 版　{form.notice}",
            f"{years(form)}；{'；'.join(tables) or '没有固定表格，只读正文'}",
            why=differences(form),
        )


def years(form: Form) -> str:
    """Return for which report years an edition is in force."""
    first, last = form.in_force["from"], form.in_force.get("to")
    return f"适用于 {first}–{last} 年度" if last else f"适用于 {first} 年度起"


def differences(form: Form) -> str:
    """Return the rows that only this edition has, and those of the newest that it lacks."""
    newest = next(reversed(load().forms.values()))
    if form is newest or not form.grids:
        return ""
    own, theirs = row_labels(form), row_labels(newest)
    only = [label for row, label in own.items() if row not in theirs]
    lacking = [label for row, label in theirs.items() if row not in own]
    parts = {f"{form.edition} 版独有的行": only, f"{newest.edition} 版才有的行": lacking}
    return "；".join(f"{what}：{'、'.join(rows)}" for what, rows in parts.items() if rows)


def row_labels(form: Form) -> dict[tuple[str, str], str]:
    """Return the labels of the rows of a form."""
    return {(table.id, row.id): row.label for table in form.grids for row in table.rows}
