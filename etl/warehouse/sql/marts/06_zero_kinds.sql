-- Did anyone apply, and how do we know?  One row per series and year.
-- The table's new applications decide; the sentence confirms, replaces or contradicts them.
-- `received_new` and `received_told` add up the units that print a number: before a merger they
-- are the least that can be, and `series_values` says whether they are the whole.
create or replace table zero_kinds as
with unit_answers as (
    select s.series_id, s.series_type, s.county_id, s.year, s.place_id, s.report_id,
        printed.mark as table_mark, printed.value as table_value, told.value as told_value
    from submissions s
    left join unit_values printed
        on printed.place_id = s.place_id and printed.year = s.year
        and printed.address = 'applications.received_new.total'
    left join unit_values told
        on told.place_id = s.place_id and told.year = s.year
        and told.address = 'narrative.applications_received' and told.mark = 'number'
),
unit_kinds as (
    select *,
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
    from unit_answers
),
weighed as (
    select *, list_position([
        'reported_zero', 'nil_confirmed', 'nil_only', 'not_stated', 'no_report',
        'contradictory', 'some'
    ], kind) as weight
    from unit_kinds
),
kinds as (
    select series_id, series_type, county_id, year, arg_max(kind, weight) as kind,
        sum(table_value) as received_new, sum(told_value) as received_told
    from weighed
    group by series_id, series_type, county_id, year
),
runs as (
    select *,
        kind in ('reported_zero', 'nil_confirmed') as is_zero,
        sum(case when kind in ('reported_zero', 'nil_confirmed') then 0 else 1 end)
            over (partition by series_id order by year) as run
    from kinds
)
select series_id, series_type, county_id, year, kind, is_zero, received_new, received_told,
    case when is_zero then count(*) filter (where is_zero)
        over (partition by series_id, run order by year) end::integer as zero_years
from runs
order by county_id, year, series_id;
