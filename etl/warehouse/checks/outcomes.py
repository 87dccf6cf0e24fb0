"""Runs all rules over all reports at once, inside the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import duckdb

from etl.warehouse.checks.catalogue import catalogue
from etl.warehouse.checks.columns import columns_before
from etl.warehouse.checks.inputs import rule_inputs_sql
from etl.warehouse.checks.instances import Instance
from etl.warehouse.checks.judging import (
    CODES,
    OUTCOMES,
    REASONS,
    outcome_sql,
    unjudged_sql,
    unprinted,
    unprinted_sql,
)
from etl.warehouse.checks.sums import sums_of
from etl.warehouse.checks.text_patterns import passages_sql
from etl.warehouse.sql import statement

# In this order: `parts` reads the wordings.
FACTS = (
    "compiled", "copying", "identity", "names", "parts", "sections", "series", "shares", "siblings",
    "tables",
)  # fmt: skip


def fill_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Derive the facts: the wordings, then every query of sql/facts."""
    for query in (passages_sql(), *(statement(f"facts/{name}") for name in FACTS)):
        connection.execute(
            f"insert into facts (report_id, fact_id, value, mark, evidence, place) {query}"
        )


def judge(connection: duckdb.DuckDBPyConnection) -> None:
    """Build `rule_inputs` and, from it, `instance_outcomes`: one code per report and instance."""
    rows = connection.execute(statement("checks/printed_editions")).fetchall()
    for sql in judging_sql(frozenset(edition for (edition,) in rows)):
        connection.execute(sql)


@cache
def judging_sql(editions: frozenset[str]) -> tuple[str, str]:
    """Return the statements that judge reports of these editions."""
    every = catalogue()
    judged = {n: i for n, i in enumerate(every) if i.is_of_text or editions & i.editions}
    return rule_inputs_sql(judged.values()), instance_outcomes_sql(every, judged)


def instance_outcomes_sql(instances: Sequence[Instance], judged: Mapping[int, Instance]) -> str:
    """Return the statement of the outcomes of all instances; its columns are their numbers.

    Of those that are not `judged`, no report at hand prints what they speak of.
    """
    own = {n: sums_of(i) for n, i in judged.items()}
    weighed = {name: sql for n, sums in own.items() for name, sql in sums.named(n).items()}
    weighed |= {unprinted(i.layouts): unprinted_sql(i.layouts) for i in judged.values()}
    before = dict.fromkeys(o for i in judged.values() for o in i.operands if o.is_previous)
    carried = "".join(f", {sql}" for operand in before for sql in columns_before(operand))
    sums = ",\n".join(f"{sql} as {name}" for name, sql in weighed.items())
    codes = ",\n".join(
        f'({outcome_sql(i, own[n].apart(n)) if n in own else unjudged_sql(i)})::tinyint as "{n}"'
        for n, i in enumerate(instances)
    )
    return f"""
create or replace temp table instance_outcomes as
with paired as (
    select now.*, before.report_id is null as is_first{carried}
    from rule_inputs now
    left join rule_inputs before on before.report_id = now.previous_id
),
weighed as (
    select *,
{sums}
    from paired
)
select report_id,
{codes}
from weighed
"""


def rule_outcomes_sql(instances: Sequence[Instance]) -> str:
    """Return the statement that fills `rule_outcomes`: per report and rule the worst instance."""
    numbers: dict[str, list[int]] = {}
    for number, instance in enumerate(instances):
        numbers.setdefault(instance.rule.id, []).append(number)
    rules = ",\n".join(
        f"{{rule_id: '{rule}', codes: [{columns(own)}]}}" for rule, own in numbers.items()
    )
    return f"""
insert into rule_outcomes
with judged as (
    select report_id, unnest([{rules}], recursive := true) from instance_outcomes
),
worst as (
    select *, list_max(codes) as code from judged
)
select s.report_id, s.place_id, s.series_id, s.county_id, s.year, w.rule_id,
    {named("w.code", OUTCOMES, "not_checkable")}, {named("w.code", REASONS, "")},
    {count("broken")}, {count("unsure")}, {count("holds", "holds_with_nil")}
from worst w
join submissions s using (report_id)
order by s.county_id, s.year, s.series_id, w.rule_id
"""


def columns(numbers: Sequence[int]) -> str:
    """Return the columns of instances."""
    return ", ".join(f'"{number}"' for number in numbers)


def count(*outcomes: str) -> str:
    """Return how many of the instances of a rule came out so."""
    codes = ", ".join(str(CODES[outcome]) for outcome in outcomes)
    return f"len(list_filter(w.codes, lambda code: code in ({codes})))"


def named(code: str, names: dict[int, str], otherwise: str) -> str:
    """Return the name of a code."""
    cases = " ".join(f"when {number} then '{name}'" for number, name in names.items())
    return f"case {code} {cases} else '{otherwise}' end"


def found_sql(instances: Sequence[Instance]) -> str:
    """Return the query of what was found: (report_id, number of the instance, code)."""
    everything = columns(range(len(instances)))
    return f"""
with doubtful as (
    select * from instance_outcomes where greatest({everything}) >= {CODES["unsure"]}
)
select report_id, instance::integer as instance, code
from (unpivot doubtful on columns(* exclude report_id) into name instance value code)
where code >= {CODES["unsure"]}
"""
