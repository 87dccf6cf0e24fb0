-- What does each township print in its Article 20 table in the last chosen year?
-- One row per series and figure of its form; a series without a report has one row that says so.
select township, series_type as type, year, edition, label, value, unit, mark as value_mark
from article_20_years
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by township collate zh, position
