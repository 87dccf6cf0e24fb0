-- How were the applications handled?  One row per year, over the series whose total of results is
-- a number.  Each part sums its printed rows; `gap` is what the rows leave unexplained, `excess`
-- what they exceed the total by, both taken report by report.  Rates are over the `complete` ones,
-- whose every result is a number or a slash.
with years as (
    select year, sum(handled_total) as handled_total, sum(disclosed) as disclosed,
        sum(partly_disclosed) as partly_disclosed, sum(refused) as refused,
        sum(unavailable) as unavailable, sum(declined) as declined, sum(closed) as closed,
        sum(gap) as gap, sum(excess) as excess,
        count(gap) as gap_reports, count(excess) as excess_reports,
        sum(if(total_mark = 'number', units_expected, 0))::integer as units,
        sum(units_expected)::integer as units_expected,
        sum(handled_total) filter (where is_complete) as complete_total,
        sum(if(is_complete, units_expected, 0))::integer as complete_units,
        sum(if(total_mark = 'nil', units_expected, 0))::integer as nil_units,
        sum(disclosed) filter (where is_complete) as complete_disclosed,
        sum(partly_disclosed) filter (where is_complete) as complete_partly,
        sum(refused) filter (where is_complete) as complete_refused,
        sum(unavailable) filter (where is_complete) as complete_unavailable
    from application_outcomes
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
    group by year
)
select * exclude (complete_disclosed, complete_partly, complete_refused, complete_unavailable),
    complete_disclosed / nullif(complete_total, 0) as disclosed_rate,
    list_sum([complete_disclosed, complete_partly]) / nullif(complete_total, 0)
        as disclosed_or_partly_rate,
    complete_refused / nullif(complete_total, 0) as refused_rate,
    complete_unavailable / nullif(complete_total, 0) as unavailable_rate
from years
order by year
