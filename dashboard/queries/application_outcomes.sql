-- How were the applications handled?  One row per year, over the series whose total of results is
-- a number.  Each part sums its printed rows; `gap` is what the rows leave unexplained, `excess`
-- what they exceed the total by, both taken report by report.  Rates are over the `complete` ones,
-- whose every result is a number or a slash.
with years as (
    select o.year, sum(o.handled_total) as handled_total, sum(o.disclosed) as disclosed,
        sum(o.partly_disclosed) as partly_disclosed, sum(o.refused) as refused,
        sum(o.unavailable) as unavailable, sum(o.declined) as declined, sum(o.closed) as closed,
        sum(o.gap) as gap, sum(o.excess) as excess,
        count(o.gap) as gap_reports, count(o.excess) as excess_reports,
        ifnull(sum(o.units_expected) filter (where o.total_mark = 'number'), 0)::integer as units,
        sum(o.units_expected)::integer as units_expected,
        sum(o.handled_total) filter (where o.is_complete) as complete_total,
        ifnull(sum(o.units_expected) filter (where o.is_complete), 0)::integer as complete_units,
        ifnull(sum(o.units_expected) filter (where o.total_mark = 'nil'), 0)::integer as nil_units,
        sum(o.disclosed) filter (where o.is_complete) as complete_disclosed,
        sum(o.partly_disclosed) filter (where o.is_complete) as complete_partly,
        sum(o.refused) filter (where o.is_complete) as complete_refused,
        sum(o.unavailable) filter (where o.is_complete) as complete_unavailable
    from chosen_application_outcomes($county, $townships, $types) o
    where o.year between $from_year and $to_year
    group by o.year
)
select * exclude (complete_disclosed, complete_partly, complete_refused, complete_unavailable),
    complete_disclosed / nullif(complete_total, 0) as disclosed_rate,
    list_sum([complete_disclosed, complete_partly]) / nullif(complete_total, 0)
        as disclosed_or_partly_rate,
    complete_refused / nullif(complete_total, 0) as refused_rate,
    complete_unavailable / nullif(complete_total, 0) as unavailable_rate
from years
order by year
