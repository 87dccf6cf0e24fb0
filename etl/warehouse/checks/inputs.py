"""The table that rules read: one row per active report, two columns per address.

Of a cell, `_amount` is what it adds to a sum, which is nothing where no number stands; `_state` is
a number, a nil, or missing, which is blank, absent or unreadable. States are added up: so many
nils, and a thousand for each that is missing. Of the text, the column of the address holds the
number, null where there is none. An approximate one is none to reckon with: its `_approx` is set,
and its number is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etl.warehouse.checks.catalogue import layouts
from etl.warehouse.checks.columns import MISSING, NIL, NUMBER
from etl.warehouse.checks.instances import NOT_FROM_FORM, Instance, Layout


def columns_sql(address: str) -> str:
    """Return the columns of an address."""
    value, state = f'pivoted."{address}_value"', f'pivoted."{address}_state"'
    if address.partition(".")[0] in NOT_FROM_FORM:
        return f'    {value} as "{address}", coalesce({state} = {NIL}, false) as "{address}_approx"'
    return (
        f'    if({state} = {NUMBER}, {value}, 0) as "{address}_amount",'
        f' coalesce({state}, {MISSING}) as "{address}_state"'
    )


def rule_inputs_sql(judged: Iterable[Instance]) -> str:
    """Return the statement that builds `rule_inputs` of what these instances read."""
    read = (operand.name for instance in judged for operand in instance.operands)
    addresses = tuple(dict.fromkeys((*read, *(standing for _, standing in optional_rows()))))
    values = ",\n".join(columns_sql(address) for address in addresses)
    wanted = ", ".join(f"'{a}'" for a in addresses)
    return f"""
create or replace temp table rule_inputs as
with printed as (
    select report_id, address, case when not approximate then value end as value,
        case when approximate then 'nil' else mark end as mark
    from printed_figures
    union all
    select report_id, 'report.' || fact_id, value, mark from facts
),
stated as (
    -- As wide as sums of them are, so that no addition has to widen them.
    select report_id, address, value::decimal(38, 10) as value,
        case mark when 'number' then {NUMBER} when 'nil' then {NIL} else {MISSING} end as state
    from printed
),
pivoted as (
    pivot stated on address in ({wanted})
    using any_value(value) as value, any_value(state) as state
    group by report_id
)
select r.report_id, {layout_sql()} as layout, u.kind, b.previous_id, b.previous_relation,
{values}
from reports_before b
join reports r using (report_id)
join places u using (place_id)
left join pivoted using (report_id)
"""


def layout_sql() -> str:
    """Return the expression of the layout that a report prints."""
    cases = " ".join(
        f"when r.edition = '{layout.form.edition}' and pivoted.\"{standing}_state\" < {MISSING}"
        f" then '{layout.id}'"
        for layout, standing in optional_rows()
    )
    return f"case {cases} else ifnull(r.edition, '') end"


def optional_rows() -> Iterator[tuple[Layout, str]]:
    """Yield each layout with a row in place of others, and the address that tells it."""
    for layout in layouts():
        _, _, optional = layout.id.partition("+")
        if optional:
            table = next(t for t in layout.form.tables if optional in layout.rows[t.id])
            row = table.row(optional)
            yield layout, f"{table.id}.{row.id}.{table.columns_of(row.id)[0]}"
