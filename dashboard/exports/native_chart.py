"""The charts that office programs draw themselves, with the figures of the table that they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.exports.values import given
from dashboard.tables.schema import Column, Drawing, Kind, Table

MOST_ROWS, MOST_SERIES, MOST_CHARTS = 60, 12, 40
HEIGHT, LINE = 380, 20
"""In pixels; a line is that of a lying bar."""
COUNTED = Column("", "个数")
ABOUT = "（≈）"
Values = list[float | None]


@dataclass(frozen=True, slots=True)
class Axis:
    """The categories of a chart in the order of its sheet, as values and in words."""

    column: Column
    order: list[Any]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart: its series, each with a value or a gap for every category of `axis`."""

    title: str
    axis: Axis
    series: dict[str, Values]
    figure: Column
    is_stacked: bool

    @property
    def lies(self) -> bool:
        """Return whether its bars lie, as those of anything but years do."""
        return self.axis.column.kind is not Kind.YEAR

    @property
    def height(self) -> int:
        """Return how high it is in pixels, every lying bar with its room."""
        bars = 1 if self.is_stacked else len(self.series)
        return max(HEIGHT, LINE * len(self.axis.names) * bars) if self.lies else HEIGHT


def charts_of(title: str, table: Table, frame: pd.DataFrame) -> list[Drawn]:
    """Return the charts of a table; none of what would say nothing.

    A row, or a row of each series, stands for one category, and no more of them than can be told
    apart.
    """
    found = [chart for one in table.drawings for chart in of_drawing(title, one, table, frame)]
    return found[:MOST_CHARTS]


def of_drawing(title: str, drawing: Drawing, table: Table, frame: pd.DataFrame) -> Iterator[Drawn]:
    """Yield the charts of one thing that is drawn of a table."""
    columns = {column.name: column for column in table.columns}
    if drawing.is_last and "year" in frame and not frame.empty:
        frame = frame[frame["year"] == frame["year"].max()]
        title = f"{title}（{frame['year'].iloc[0]} 年）"
    if drawing.is_turned:
        yield from turned(title, drawing, columns, frame)
        return
    drawn_of = tuple(columns[name] for name in drawing.figures)
    axis = axis_of(columns[drawing.by] if drawing.by else table.columns[0], frame, drawn_of)
    if not axis.order:
        return
    if not drawing.of:
        yield from drawn(title, drawing, axis, {columns[n]: frame for n in drawing.figures})
        return
    named = columns[drawing.of]
    names = dict(zip(frame[named.name], given(frame[named.name], named), strict=True))
    rows = {value: frame[frame[named.name] == value] for value in names}
    if drawing.is_apart:
        for value, own in rows.items():
            parts = {of_part(columns[n], names[value]): own for n in drawing.figures}
            yield from drawn(f"{title}：{names[value]}", drawing, axis, parts)
        return
    figure = columns[drawing.figures[0]] if drawing.figures else COUNTED
    parts = {as_series(figure, names[value]): own for value, own in rows.items()}
    yield from drawn(title, drawing, axis, parts)


def axis_of(column: Column, frame: pd.DataFrame, figures: Sequence[Column] = ()) -> Axis:
    """Return the categories of a column, lying bars read downwards; none where there are too many.

    All charts of the same figures have the same ones, so that they stand above each other. One that
    has an approximate figure bears the sign of it: a chart of an office program writes none.
    """
    order = frame[column.name].drop_duplicates()
    order = order.sort_values() if column.kind is Kind.YEAR else order[::-1]
    if len(order) > MOST_ROWS:
        return Axis(column, [], ())
    about = approximate_of(column, frame, figures)
    names = zip(order, given(order, column), strict=True)
    return Axis(
        column, order.tolist(),
        tuple(f"{name}{ABOUT if value in about else ''}" for value, name in names),
    )  # fmt: skip


def approximate_of(column: Column, frame: pd.DataFrame, figures: Sequence[Column]) -> set[Any]:
    """Return the categories of which one of these figures is approximate."""
    flags = [one.approximate for one in figures if one.approximate in frame]
    return {value for flag in flags for value in frame.loc[frame[flag].eq(other=True), column.name]}


def as_series(figure: Column, name: str) -> Column:
    """Return a column of figures under the name of the rows that are a series of it."""
    return Column(figure.name, name, figure.kind, figure.unit)


def of_part(figure: Column, name: str) -> Column:
    """Return a column of figures under a label that says whose they are."""
    return Column(figure.name, f"{name} {figure.label}", figure.kind, figure.unit)


def drawn(
    title: str, drawing: Drawing, axis: Axis, parts: dict[Column, pd.DataFrame]
) -> Iterator[Drawn]:
    """Yield the chart of these figures, each of rows of its own, if it says anything."""
    parts = {column: rows for column, rows in parts.items() if has_figures(rows, column)}
    if not parts:
        return
    told = [by_category(rows, axis.column, column, drawing) for column, rows in parts.items()]
    if any(one.index.has_duplicates for one in told):
        return
    if len(parts) > MOST_SERIES:
        title = f"{title}（最多的 {MOST_SERIES} 项）"
        told, parts = largest(told, parts)
    series = {
        column.heading: [number(value) for value in one.reindex(axis.order).tolist()]
        for column, one in zip(parts, told, strict=True)
    }
    yield Drawn(title, axis, series, next(iter(parts)), drawing.is_stacked)


def has_figures(rows: pd.DataFrame, column: Column) -> bool:
    """Return whether there is anything to draw of a column; rows that are counted always are."""
    return not rows.empty and (not column.name or bool(rows[column.name].notna().any()))


def by_category(
    rows: pd.DataFrame, axis: Column, column: Column, drawing: Drawing
) -> pd.Series[Any]:
    """Return the values of a column by the category they stand for."""
    if not column.name:
        return rows.groupby(axis.name).size()
    if drawing.is_summed:
        return rows.groupby(axis.name)[column.name].sum(min_count=1)
    return rows.set_index(axis.name)[column.name]


def largest(
    told: list[pd.Series[Any]], parts: dict[Column, pd.DataFrame]
) -> tuple[list[pd.Series[Any]], dict[Column, pd.DataFrame]]:
    """Return as many series as can be told apart, those of the largest sums, in their order."""
    sums = sorted(((-one.astype(float).sum(), n) for n, one in enumerate(told)))
    kept = sorted(n for _, n in sums[:MOST_SERIES])
    columns = list(parts)
    return [told[n] for n in kept], {columns[n]: parts[columns[n]] for n in kept}


def turned(
    title: str, drawing: Drawing, columns: dict[str, Column], frame: pd.DataFrame
) -> Iterator[Drawn]:
    """Yield a chart of each row, its figures by their headings."""
    figures = [columns[name] for name in drawing.figures]
    labels = [column.label for column in figures][::-1]
    for row in frame.to_dict("records"):
        values = [number(row[column.name]) for column in figures][::-1]
        if all(value is None for value in values):
            continue
        about = [one.approximate and row.get(one.approximate) is True for one in figures][::-1]
        told = zip(labels, about, strict=True)
        names = tuple(f"{label}{ABOUT if is_about else ''}" for label, is_about in told)
        axis = Axis(Column("", "项目", Kind.TEXT), labels, names)
        name = str(row[drawing.of]) if drawing.of else figures[0].unit or title
        of = f"{title}：{name}" if drawing.of else title
        yield Drawn(of, axis, {name: values}, figures[0], is_stacked=False)


def number(value: Any) -> float | None:
    """Return a value as a number, None where there is none."""
    return None if pd.isna(value) else float(value)
