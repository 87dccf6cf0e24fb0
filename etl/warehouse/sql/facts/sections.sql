-- Are the six sections there, in order?  One row per active report of prose and fact.
with headed as (
    select s.report_id, s.ordinal, s.heading, s.body, s.place, s.position, s.printed, r.year
    from sections s
    join reports r using (report_id)
    where r.is_active
),
-- The form with six sections came with the report for 2019.
formed as (
    select report_id, list(distinct ordinal) filter (where ordinal > 0) as ordinals
    from headed
    where year >= 2019
    group by report_id
),
missing as (
    select f.report_id, 'sections_missing' as fact_id, count(t.title) as value,
        coalesce('没有' || string_agg('“' || t.title || '”', '、' order by t.ordinal), '') as evidence,
        '' as place
    from formed f
    left join section_titles t on not list_contains(coalesce(f.ordinals, []), t.ordinal)
    group by f.report_id
),
followed as (
    select *, lag(ordinal) over (partition by report_id order by position) as before
    from headed
    where ordinal > 0 and year >= 2019
),
misplaced as (
    select report_id, unnest([
        {fact_id: 'sections_misnumbered', is_wrong: printed <> ordinal},
        {fact_id: 'sections_disordered', is_wrong: ordinal < before and ordinal <> 1}
    ], recursive := true), heading, place, position
    from followed
),
wrong as (
    select report_id, fact_id, count(*) filter (where is_wrong) as value,
        coalesce(string_agg(heading, '；' order by position) filter (where is_wrong), '') as evidence,
        coalesce(arg_min(place, position) filter (where is_wrong), '') as place
    from misplaced
    group by report_id, fact_id
),
lengths as (
    select report_id, 'problems_length' as fact_id,
        sum(length(regexp_replace(body, '\s', '', 'g'))) as value,
        left(any_value(body), 120) as evidence, any_value(place) as place
    from headed
    where ordinal = 5
    group by report_id
),
present as (
    select report_id, case ordinal when 5 then 'section_five' when 6 then 'section_six'
        else 'section_one' end as fact_id, 1 as value, '' as evidence, min(place) as place
    from headed
    where ordinal in (1, 5, 6)
    group by report_id, ordinal
),
found as (
    select * from missing
    union all select * from wrong
    union all select * from lengths
    union all select * from present
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark, evidence, place
from found
