-- Which units does the county's total of the last chosen year add up?  One row per unit of the
-- register; one without a report has no edition.
select place_id, township, type, status, edition, report_id
from unit_years
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by type, township collate zh, place_id
