-- How many hotline cases were received and answered each year, as far as both are printed?
-- One row per year; `stated_units` print a rate, `told_units` anything at all on the hotline.
select year, sum(counted_received) as received, sum(counted_answered) as answered,
    sum(counted_answered) / nullif(sum(counted_received), 0) as rate,
    bool_or(counted_approximate) as approximate,
    sum(if(is_counted, units_expected, 0))::integer as units,
    sum(stated_units)::bigint as stated_units, sum(told_units)::bigint as told_units,
    sum(units_filed)::integer as units_filed, sum(units_expected)::integer as units_expected
from hotline_answers
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
