-- How much do the reports say about the hotline?  One row per year; counts are of units.
select year,
    count(*) filter (where hotline_state = 'both') as both,
    count(*) filter (where hotline_state = 'one') as one,
    count(*) filter (where hotline_state = 'stated_only') as stated_only,
    count(*) filter (where hotline_state = 'silent') as silent,
    count(*) filter (where hotline_state = 'no_report') as no_report
from unit_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
