-- How many townships had no application in each year, and how sure is it?
-- One row per year and kind that occurs; `value` counts series.
select year, kind as part, count(*) as value
from zero_kinds
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year, kind
order by year, list_position([
    'reported_zero', 'nil_confirmed', 'nil_only', 'not_stated', 'no_report', 'contradictory',
    'some'
], kind)
