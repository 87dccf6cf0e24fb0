-- Where does what was carried in differ from what the year before carried out?
-- One row per series and year that print both and do not agree.
select township, series_id, year, carried_out_before, carried_in,
    carried_in - carried_out_before as difference
from township_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and carried_in <> carried_out_before
order by year desc, township collate zh
