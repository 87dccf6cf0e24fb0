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
        split_part(split_part(v.address, '.', 2), '_', 1) as outcome
    from series_values_of($county) v
    join expected e using (series_id, year)
    where v.address like 'applications.%.total'
),
totals as (
    select series_id, year, value as handled_total, units_expected
    from results
    where outcome = 'handled' and mark = 'number'
),
parts as (
    select t.series_id, t.year, t.handled_total, t.units_expected,
        sum(r.value) filter (where r.outcome = 'disclosed') as disclosed,
        sum(r.value) filter (where r.outcome = 'partly') as partly_disclosed,
        sum(r.value) filter (where r.outcome = 'refused') as refused,
        sum(r.value) filter (where r.outcome = 'unavailable') as unavailable,
        sum(r.value) filter (where r.outcome = 'declined') as declined,
        sum(r.value) filter (where r.outcome = 'closed') as closed,
        sum(r.value) filter (where r.outcome in (
            'disclosed', 'partly', 'refused', 'unavailable', 'declined', 'closed'
        )) as explained,
        bool_and(r.mark in ('number', 'nil')) filter (where r.outcome in (
            'disclosed', 'partly', 'refused', 'unavailable', 'declined', 'closed'
        )) as is_complete
    from totals t
    left join results r using (series_id, year)
    group by t.series_id, t.year, t.handled_total, t.units_expected
),
weighed as (
    select *,
        case when explained is null and handled_total > 0 then handled_total
            when handled_total > explained then handled_total - explained end as gap,
        case when explained > handled_total then explained - handled_total end as excess
    from parts
),
complete as (
    select year, sum(handled_total) as whole,
        sum(disclosed) as disclosed, sum(partly_disclosed) as partly_disclosed,
        sum(refused) as refused, sum(unavailable) as unavailable,
        sum(units_expected)::integer as units
    from weighed
    where is_complete
    group by year
),
slashes as (
    select year, sum(units_expected)::integer as units
    from results
    where outcome = 'handled' and mark = 'nil'
    group by year
),
years as (
    select e.year, sum(w.handled_total) as handled_total, sum(w.disclosed) as disclosed,
        sum(w.partly_disclosed) as partly_disclosed, sum(w.refused) as refused,
        sum(w.unavailable) as unavailable, sum(w.declined) as declined,
        sum(w.closed) as closed, sum(w.gap) as gap, sum(w.excess) as excess,
        count(*) filter (where w.gap is not null) as gap_reports,
        count(*) filter (where w.excess is not null) as excess_reports,
        ifnull(sum(e.units_expected) filter (where w.series_id is not null), 0)::integer as units,
        sum(e.units_expected)::integer as units_expected
    from expected e
    left join weighed w using (series_id, year)
    group by e.year
)
select y.*, ifnull(s.units, 0) as nil_units,
    b.whole as complete_total, ifnull(b.units, 0) as complete_units,
    case when b.whole > 0 then b.disclosed / b.whole end as disclosed_rate,
    case when b.whole > 0 then list_sum([b.disclosed, b.partly_disclosed]) / b.whole end
        as disclosed_or_partly_rate,
    case when b.whole > 0 then b.refused / b.whole end as refused_rate,
    case when b.whole > 0 then b.unavailable / b.whole end as unavailable_rate
from years y
left join complete b using (year)
left join slashes s using (year)
order by y.year
