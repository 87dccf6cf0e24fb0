"""Reports as any office might file them, for the tests of the structured files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from etl.definitions import load
from etl.domain.place import Place
from etl.domain.report import Axis, Cell, Figure, Identity, Item, Mark, Report
from etl.templates import Entry
from etl.templates.entry import form_of
from etl.templates.stated_value import cell_kinds
from etl.transform.numbers import read_cell

PLACES = tuple(
    Place(f"99000110{n}", "示例省", "示例市", "示例县", name, "镇")
    for n, name in enumerate(("城关镇", "东山乡", "西河街道"))
)
ODD = ("=1+1", "+86", "-", "'=x", "''-1", "@SUM(A1)", "＝1", 'a,b\n"c"', "\r\nx", "\t", "007", "0")
ODD += (
    "1O",
    "##",
    "300余",
    "１２",
    "1,234",
    "(缺项)",
    "无",
    "—",
    "N/A",
    "2024-01-01",
    "_x0041_",
    " ",
)
texts = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=12),
)
names = texts.filter(lambda text: text.strip())
numbers = st.one_of(
    st.integers(0, 10**11).map(Decimal),
    st.decimals(0, 10**6, places=2, allow_nan=False).map(abs),
)
dates = st.one_of(st.none(), st.dates(date(2009, 1, 1), date(2029, 12, 31)))


@st.composite
def statements(draw, address):
    """A text with the value and mark that it has, or that some reader gave it."""
    decimal, signed = cell_kinds().get(address, (True, False))
    raw = draw(st.one_of(texts, numbers.map(str), st.integers(0, 50).map(str), st.just("/")))
    value, mark = read_cell(raw, decimal=decimal, signed=signed)
    if mark is Mark.ABSENT:
        raw = ""
    if draw(st.integers(0, 5)) == 0:  # a reader knew better than the text alone
        mark = draw(st.sampled_from(Mark))
        value = draw(numbers) if mark is Mark.NUMBER else None
        known, _ = read_cell(raw, decimal=decimal, signed=signed)
        value = known if known is not None and mark is Mark.NUMBER else value
        raw = "" if mark is Mark.BLANK else raw
    return raw, value, mark


@st.composite
def reports(draw, place, year):
    edition = draw(st.sampled_from([*load().forms, None]))
    form = form_of(edition, year)
    cells = []
    some = (
        st.lists(st.sampled_from(listed(form)), unique=True, max_size=12)
        if form.tables
        else st.just([])
    )
    for address in draw(some):
        raw, value, mark = draw(statements(address))
        source = draw(texts), draw(st.sampled_from(["printed", "position_lost"]))
        table, row, column = address.split(".")
        cells.append(Cell(table, row, column, raw, value, mark, *source))
    figures = []
    for figure in draw(st.lists(st.sampled_from(sorted(load().figures)), unique=True, max_size=4)):
        raw, value, mark = draw(statements(f"narrative.{figure}"))
        figures.append(
            Figure(
                figure, raw, value, mark, draw(st.booleans()), draw(texts), draw(texts),
                draw(st.sampled_from(["sentence", "all_of_received"])), draw(texts),
            )
        )  # fmt: skip
    items = st.builds(
        Item, names, numbers, texts, st.sampled_from(Axis),
        st.one_of(st.none(), texts.filter(bool)), st.booleans(), texts, texts,
    )  # fmt: skip
    return Report(
        Identity(place.township, place.county, year, draw(dates), place.place_id),
        edition,
        in_order(cells, listed(form)),
        in_order(figures, [f"narrative.{figure}" for figure in load().figures]),
        tuple(draw(st.lists(items, max_size=4))),
    )


def listed(form):
    rows = [(t, r) for t in form.tables for r in t.rows + t.optional_rows]
    return [f"{t.id}.{r.id}.{c}" for t, r in rows for c in t.columns_of(r.id)]


def in_order(found, addresses):
    return tuple(sorted(found, key=lambda one: addresses.index(one.address)))


@st.composite
def wanted(draw):
    keys = st.tuples(st.sampled_from(PLACES), st.integers(2017, 2024))
    return [
        Entry(place, year, draw(st.one_of(st.none(), reports(place, year))))
        for place, year in draw(st.lists(keys, unique=True, max_size=4))
    ]


def full_report(place, year, text="0"):
    """A report with the same text in every cell of the form of its year."""
    form = load().form_for(year)
    value, mark = read_cell(text)
    cells = tuple(
        Cell(t.id, r.id, c, text, value, mark)
        for t in form.tables
        for r in t.rows
        for c in t.columns_of(r.id)
    )
    identity = Identity(place.township, place.county, year, date(year + 1, 1, 13), place.place_id)
    figure = Figure("proactive_total", "170", Decimal(170), evidence="共公开信息170条。")
    item = Item("工作动态", Decimal(80), "条", Axis.CATEGORY)
    return Report(identity, form.edition, cells, (figure,), (item,))
