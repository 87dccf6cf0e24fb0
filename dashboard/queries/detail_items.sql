-- Of which parts does the disclosed total consist?  One row per printed part, by category and by
-- channel.
select township, type, year, axis, label, parent, field, count, unit, approximate, place, evidence,
    confidence, file_name, count(*) over ()::integer as rows_in_all
from item_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by year desc, township collate zh, place_id, axis, position
limit $page_rows offset $skipped
