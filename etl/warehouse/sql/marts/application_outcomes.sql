-- How were the applications handled?  One row per series and year; where the total of results is
-- no number, `total_mark` says why and nothing else is said.  `gap` is what the printed results
-- leave unexplained, `excess` what they exceed the total by; `is_complete` where every result is a
-- number or a slash.
create or replace table application_outcomes as
with results as (
    select *, split_part(split_part(address, '.', 2), '_', 1) as outcome,
        outcome in (
            'disclosed', 'partly', 'refused', 'unavailable', 'declined', 'closed'
        ) as is_result
    from series_values
    where address like 'applications.%.total'
),
parts as (
    select series_id, county_id, year,
        max(value) filter (where outcome = 'handled') as handled_total,
        max(mark) filter (where outcome = 'handled') as total_mark,
        sum(value) filter (where outcome = 'disclosed') as disclosed,
        sum(value) filter (where outcome = 'partly') as partly_disclosed,
        sum(value) filter (where outcome = 'refused') as refused,
        sum(value) filter (where outcome = 'unavailable') as unavailable,
        sum(value) filter (where outcome = 'declined') as declined,
        sum(value) filter (where outcome = 'closed') as closed,
        sum(value) filter (where is_result) as explained,
        bool_and(mark in ('number', 'nil')) filter (where is_result) as is_complete
    from results
    group by series_id, county_id, year
),
told as (
    from parts where handled_total is not null
)
select y.county_id, y.series_id, y.township, y.series_type, y.year,
    shown_mark(y.status, p.total_mark) as total_mark, t.handled_total, t.disclosed,
    t.partly_disclosed, t.refused, t.unavailable, t.declined, t.closed,
    case when t.explained is null and t.handled_total > 0 then t.handled_total
        when t.handled_total > t.explained then t.handled_total - t.explained end as gap,
    case when t.explained > t.handled_total then t.explained - t.handled_total end as excess,
    ifnull(t.is_complete, false) as is_complete, y.units_expected
from series_years y
left join parts p using (series_id, county_id, year)
left join told t using (series_id, county_id, year)
order by y.county_id, y.year, y.series_id;
