"""The table that rules read: one row per active report, two columns per address.

Of a cell, `_amount` is what it adds to a sum, which is nothing where no number stands; `_state` is
a number, a nil, or missing, which is blank, absent or unreadable. States are added up: so many
nils, and a thousand for each that is missing. Of the text, the column of the address holds the
number, null where there is none. An approximate one is none to reckon with: its `_approx` is set,
and its number is not.
"""

from __future__ import annotations

from etl.definitions.rulebook import rulebook
from etl.warehouse.checks.catalogue import layouts, printed_addresses
from etl.warehouse.checks.columns import MISSING, NIL, NUMBER
from etl.warehouse.checks.instances import NOT_FROM_FORM


def columns_sql(address: str) -> str:
    """Return the columns of an address."""
    value, state = f'pivoted."{address}_value"', f'pivoted."{address}_state"'
    if address.partition(".")[0] in NOT_FROM_FORM:
        return f'    {value} as "{address}", coalesce({state} = {NIL}, false) as "{address}_approx"'
    return (
        f'    if({state} = {NUMBER}, {value}, 0) as "{address}_amount",'
        f' coalesce({state}, {MISSING}) as "{address}_state"'
    )


def rule_inputs_sql() -> str:
    """Return the statement that builds `rule_inputs` from what the reports print."""
    addresses = [*printed_addresses(), *(f"report.{fact}" for fact in rulebook().facts)]
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
    select report_id, address, value,
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
    cases = []
    for layout in layouts():
        edition, _, optional = layout.id.partition("+")
        if optional:
            table = next(t for t in layout.form.tables if optional in layout.rows[t.id])
            row = table.row(optional)
            standing = f'pivoted."{table.id}.{row.id}.{table.columns_of(row.id)[0]}_state"'
            cases.append(
                f"when r.edition = '{edition}' and {standing} < {MISSING} then '{layout.id}'"
            )
    return f"case {' '.join(cases)} else ifnull(r.edition, '') end"
