-- How were the applications handled?  One row per year, over the series whose total of results is
-- a number.  Each part sums its printed rows; `gap` is what the rows leave unexplained, `excess`
-- what they exceed the total by, both taken report by report.  Rates are over the `complete` ones,
-- whose every result is a number or a slash.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
expected as (
    select y.*
    from series_years_of($county) y
    join chosen using (series_id)
    where y.year between $from_year and $to_year
),
results as (
    select v.series_id, v.year, v.value, v.mark, e.units_expected,
        split_part(split_part(v.address, '.', 2), '_', 1) as outcome,
        outcome in (
            'disclosed', 'partly', 'refused', 'unavailable', 'declined', 'closed'
        ) as is_result
    from series_values_of($county) v
    join expected e using (series_id, year)
    where v.address like 'applications.%.total'
),
parts as (
    select series_id, year,
        max(value) filter (where outcome = 'handled' and mark = 'number') as handled_total,
        sum(value) filter (where outcome = 'disclosed') as disclosed,
        sum(value) filter (where outcome = 'partly') as partly_disclosed,
        sum(value) filter (where outcome = 'refused') as refused,
        sum(value) filter (where outcome = 'unavailable') as unavailable,
        sum(value) filter (where outcome = 'declined') as declined,
        sum(value) filter (where outcome = 'closed') as closed,
        sum(value) filter (where is_result) as explained,
        bool_and(mark in ('number', 'nil')) filter (where is_result) as is_complete
    from results
    group by series_id, year
    having handled_total is not null
),
weighed as (
    select *,
        case when explained is null and handled_total > 0 then handled_total
            when handled_total > explained then handled_total - explained end as gap,
        case when explained > handled_total then explained - handled_total end as excess
    from parts
),
years as (
    select e.year, sum(w.handled_total) as handled_total, sum(w.disclosed) as disclosed,
        sum(w.partly_disclosed) as partly_disclosed, sum(w.refused) as refused,
        sum(w.unavailable) as unavailable, sum(w.declined) as declined, sum(w.closed) as closed,
        sum(w.gap) as gap, sum(w.excess) as excess,
        count(w.gap) as gap_reports, count(w.excess) as excess_reports,
        ifnull(sum(e.units_expected) filter (where w.series_id is not null), 0)::integer as units,
        sum(e.units_expected)::integer as units_expected,
        sum(w.handled_total) filter (where w.is_complete) as complete_total,
        ifnull(sum(e.units_expected) filter (where w.is_complete), 0)::integer as complete_units,
        sum(w.disclosed) filter (where w.is_complete) as complete_disclosed,
        sum(w.partly_disclosed) filter (where w.is_complete) as complete_partly,
        sum(w.refused) filter (where w.is_complete) as complete_refused,
        sum(w.unavailable) filter (where w.is_complete) as complete_unavailable
    from expected e
    left join weighed w using (series_id, year)
    group by e.year
),
slashes as (
    select year, sum(units_expected)::integer as nil_units
    from results
    where outcome = 'handled' and mark = 'nil'
    group by year
)
select y.* exclude (complete_disclosed, complete_partly, complete_refused, complete_unavailable),
    ifnull(nil_units, 0) as nil_units,
    complete_disclosed / nullif(complete_total, 0) as disclosed_rate,
    list_sum([complete_disclosed, complete_partly]) / nullif(complete_total, 0)
        as disclosed_or_partly_rate,
    complete_refused / nullif(complete_total, 0) as refused_rate,
    complete_unavailable / nullif(complete_total, 0) as unavailable_rate
from years y
left join slashes using (year)
order by y.year
