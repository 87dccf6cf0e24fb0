"""Looks for the wordings of the definitions in the prose of all reports at once."""

from __future__ import annotations

from etl.definitions.rule_schema import TextPattern
from etl.definitions.rulebook import rulebook

# A line without a stop runs into the next one; a title is no part of the first sentence.
TITLE = "^[^。，；,]{0,60}?(?:年度报告|工作报告|年报)(?:[（(][^）)]*[）)])?"
NUMERALS = "一二三四五六七八九"
SENTENCE = "[^。；！？]*(?:{})[^。；！？]*[。；！？]?"


def passages_sql() -> str:
    """Return the query of the facts that are wordings: one row per report and wording.

    A wording is found where one of its sections has it; a report without these has no row.
    """
    found = ",\n".join(found_sql(text) for text in rulebook().texts)
    return f"""
with prose as (
    select s.report_id, s.ordinal, s.place, regexp_replace(
        regexp_replace(s.body, '\\s+', '', 'g'), {quoted(TITLE)}, '') as text
    from sections s
    join reports r using (report_id)
    where r.is_active
),
found as (
    select report_id, ordinal, place, text, unnest([{found}], recursive := true)
    from prose
),
of_reports as (
    select report_id, fact_id, any_value(wanted) as wanted,
        sum(value) filter (evidence <> '') as value,
        arg_min(evidence, ordinal) filter (evidence <> '') as evidence,
        arg_min(place, ordinal) filter (evidence <> '') as place,
        arg_max(left(text, 120), ordinal) as last_text, arg_max(place, ordinal) as last_place
    from found
    where evidence is not null
    group by report_id, fact_id
)
select report_id, fact_id,
    case when evidence is not null then value when not wanted then 0 end::decimal(28, 10) as value,
    case when evidence is null and wanted then 'absent' else 'number' end as mark,
    coalesce(evidence, case when wanted then last_text end, '') as evidence,
    coalesce(place, case when wanted then last_place end, '') as place
from of_reports
"""


def found_sql(text: TextPattern) -> str:
    """Return what a section says of a wording: its sentence, '' for none, null if not searched."""
    sentence = f"regexp_extract(text, {quoted(SENTENCE.format(text.pattern))})"
    if text.unless:
        kept = f"regexp_matches({sentence}, {quoted(text.unless)})"
        sentence = f"case when {kept} then '' else {sentence} end"
    sections = ", ".join(map(str, text.sections))
    return (
        f"{{fact_id: {quoted(text.id)}, wanted: {text.wanted},"
        f" value: {value_sql(text)}::decimal(28, 10),"
        f" evidence: case when ordinal in ({sections}) then"
        f" case when regexp_matches(text, {quoted(text.pattern)}) then {sentence} else '' end end}}"
    )


def value_sql(text: TextPattern) -> str:
    """Return how often a wording stands in a section, or the number that it gives."""
    pattern = quoted(text.pattern)
    if text.counts:
        digits = f"translate(regexp_extract(text, {pattern}, 1), '{NUMERALS}', '123456789')"
        return f"try_cast({digits} as decimal(28, 10))"
    return f"len(regexp_extract_all(text, {pattern}))"


def quoted(text: str) -> str:
    """Return a text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
