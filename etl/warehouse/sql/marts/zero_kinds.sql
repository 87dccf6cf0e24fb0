-- Did anyone apply, and how do we know?  One row per series and year.
-- The table's new applications decide; the sentence confirms, replaces or contradicts them.
-- `received_new` and `received_told` add up the units that print a number: before a merger they
-- are the least that can be, and `township_years` says whether they are the whole.
create or replace table zero_kinds as
with printed as (
    select report_id,
        any_value(mark) filter (where address = 'applications.received_new.total') as table_mark,
        any_value(value) filter (where address = 'applications.received_new.total') as table_value,
        any_value(value) filter (where address = 'narrative.applications_received') as told_value
    from printed_figures
    where address in ('applications.received_new.total', 'narrative.applications_received')
    group by report_id
),
unit_kinds as (
    select s.series_id, t.township, s.series_type, s.county_id, s.year, p.table_value, p.told_value,
        case
            when report_id is null then 'no_report'
            when table_mark = 'number' and table_value > 0 and told_value = 0 then 'contradictory'
            when table_mark = 'number' and table_value = 0 and told_value > 0 then 'contradictory'
            when table_mark = 'nil' and told_value > 0 then 'contradictory'
            when table_value > 0 or told_value > 0 then 'some'
            when table_value = 0 then 'reported_zero'
            when table_mark = 'nil' and told_value = 0 then 'nil_confirmed'
            when told_value = 0 then 'reported_zero'
            when table_mark = 'nil' then 'nil_only'
            else 'not_stated'
        end as kind
    from submissions s
    join series t using (series_id, county_id)
    left join printed p using (report_id)
),
kinds as (
    select county_id, series_id, township, series_type, year, arg_max(kind, list_position([
            'reported_zero', 'nil_confirmed', 'nil_only', 'not_stated', 'no_report',
            'contradictory', 'some'
        ], kind)) as kind,
        sum(table_value) as received_new, sum(told_value) as received_told
    from unit_kinds
    group by series_id, township, series_type, county_id, year
),
runs as (
    select *, kind in ('reported_zero', 'nil_confirmed') as is_zero,
        count(*) filter (where not is_zero) over (partition by series_id order by year) as run
    from kinds
)
select county_id, series_id, township, series_type, year, kind, is_zero, received_new, received_told,
    case when is_zero then count(*) filter (where is_zero)
        over (partition by series_id, run order by year) end::integer as zero_years
from runs
order by county_id, year, series_id;
