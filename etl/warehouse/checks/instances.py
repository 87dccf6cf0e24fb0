"""The instances of a rule: its formulas bound to the addresses of each layout of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from etl.definitions.rule_schema import Rule
from etl.definitions.schema import Form, Table
from etl.warehouse.checks.formula import BrokenFormula, Node, Operand, Rows, operands, parsed

NOT_FROM_FORM = ("narrative", "report")


@dataclass(frozen=True, slots=True)
class Layout:
    """A form as it is printed: an edition, or one with a row in place of others."""

    id: str
    form: Form
    rows: dict[str, tuple[str, ...]]

    def columns_of(self, table: Table, row: str) -> tuple[str, ...]:
        """Return the columns that this layout prints for a row, none for a row it has not."""
        return table.columns_of(row) if row in self.rows[table.id] else ()

    def has(self, address: str) -> bool:
        """Return whether the layout prints this cell."""
        table_id, row, column = address.split(".")
        if table_id not in self.rows:
            return False
        return column in self.columns_of(self.form.table(table_id), row)


@dataclass(frozen=True, slots=True)
class Instance:
    """A rule as it stands for one column or row, or for the report as a whole.

    `layouts` are those whose reports it can judge; the others do not print what it speaks of.
    """

    rule: Rule
    id: str
    label: str
    when: Node | None
    expect: Node
    layouts: tuple[str, ...]

    @property
    def severity(self) -> str:
        """Return how bad it is where this instance is broken."""
        return self.rule.severities.get(self.id, self.rule.severity)

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Return the figures it speaks of, each once."""
        guard = operands(self.when) if self.when else ()
        return tuple(dict.fromkeys((*operands(self.expect), *guard)))

    @property
    def is_of_text(self) -> bool:
        """Return whether it expects something of the text alone, which every layout has."""
        return all(o.name.partition(".")[0] in NOT_FROM_FORM for o in operands(self.expect))

    @property
    def editions(self) -> frozenset[str]:
        """Return the editions of its layouts."""
        return frozenset(layout.partition("+")[0] for layout in self.layouts)

    @property
    def speaks_of_before(self) -> bool:
        """Return whether it names a figure of the unit's report of the year before."""
        return any(operand.is_previous for operand in self.operands)


def layouts_of(form: Form) -> Iterator[Layout]:
    """Yield the layouts of an edition: as it stands, and with each row that may replace others."""
    rows = {table.id: tuple(row.id for row in table.rows) for table in form.tables}
    yield Layout(form.edition, form, rows)
    for table in form.tables:
        for optional in table.optional_rows:
            kept = tuple(row for row in rows[table.id] if row not in optional.replaces)
            changed = {**rows, table.id: (*kept, optional.id)}
            yield Layout(f"{form.edition}+{optional.id}", form, changed)


def instances_of(rule: Rule, layouts: tuple[Layout, ...]) -> Iterator[Instance]:
    """Yield the instances of a rule; layouts in which it reads the same share one."""
    expect = parsed(rule.expect)
    when = parsed(rule.when) if rule.when else None
    found: dict[str, list[Instance]] = {}
    for layout in layouts:
        for part, label in parts(rule, layout):
            scope = Scope(rule, layout, part)
            bound = (bind(when, scope) if when else None, bind(expect, scope))
            named = [o for node in bound if node for o in operands(node)]
            if not all(fits(operand, layout) for operand in named):
                continue
            alike = found.setdefault(part, [])
            for place, other in enumerate(alike):
                if (other.when, other.expect) == bound:
                    alike[place] = replace(other, layouts=(*other.layouts, layout.id))
                    break
            else:
                alike.append(Instance(rule, part, label, *bound, (layout.id,)))
    for alike in found.values():
        yield from alike


def fits(operand: Operand, layout: Layout) -> bool:
    """Return whether reports of this layout can print the figure."""
    if operand.is_previous or operand.name.partition(".")[0] in NOT_FROM_FORM:
        return True
    return layout.has(operand.name)


def parts(rule: Rule, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield (id, label) of the columns or rows for which the rule is repeated."""
    if rule.each is None or rule.table not in layout.rows:
        if rule.each is None:
            yield "", ""
        return
    table = layout.form.table(rule.table)
    if rule.each == "columns":
        named = [(column.id, column.label) for column in table.columns]
    else:
        named = [(row, table.row(row).label) for row in layout.rows[table.id]]
    yield from (pair for pair in named if pair[0] not in rule.without)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a name of a formula is looked up."""

    rule: Rule
    layout: Layout
    part: str

    def address(self, name: str) -> str:
        """Return the full address of a name in a formula."""
        names = name.split(".")
        if len(names) == 3 or names[0] in NOT_FROM_FORM:
            return name
        if self.rule.table is None:
            raise BrokenFormula(f"{self.rule.id}: {name} is of no table")
        if len(names) == 2:
            return f"{self.rule.table}.{name}"
        return {
            "columns": f"{self.rule.table}.{name}.{self.part}",
            "rows": f"{self.rule.table}.{self.part}.{name}",
        }[self.rule.each or "columns"]

    def rows(self, rows: Rows) -> Rows:
        """Return the rows of a prefix with their figures in this layout."""
        table_id, prefix, column = self.address(rows.prefix).split(".")
        found = [row for row in self.layout.rows.get(table_id, ()) if f"{row}_".startswith(prefix)]
        if not found:
            return Rows(rows.prefix, "", (Operand(f"{table_id}.{prefix}.{column}"),))
        first = self.layout.form.table(table_id).row(found[0])
        label = first.group or first.label
        addresses = tuple(Operand(f"{table_id}.{row}.{column}") for row in found)
        return Rows(rows.prefix, label, addresses)


def bind(node: Node, scope: Scope) -> Any:
    """Return the formula with every name replaced by its address in this layout and part."""
    if isinstance(node, Operand):
        return replace(node, name=scope.address(node.name))
    if isinstance(node, Rows):
        return scope.rows(node)
    changed = {
        field.name: bound(getattr(node, field.name), scope)
        for field in fields(node)
        if field.name in ("left", "right", "of", "parts")
    }
    return replace(node, **changed)


def bound(parts: Any, scope: Scope) -> Any:
    """Return one part of a formula, or several, with their names replaced."""
    if isinstance(parts, tuple):
        return tuple(bind(part, scope) for part in parts)
    return bind(parts, scope)
