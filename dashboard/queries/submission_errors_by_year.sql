-- How many reports break a rule that no report may break?  One row per year; counts are of units
-- that filed, and of the broken instances of rules.
select year, count(report_id) as filed, count(*) filter (where errors > 0) as with_errors,
    ifnull(sum(errors), 0)::bigint as errors
from unit_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
