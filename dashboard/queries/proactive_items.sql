-- Which parts does each report print, under its own label?  One row per printed item of an axis.
select series_township as township, year, label, parent, ifnull(field, '未归类') as field, count,
    unit, approximate, evidence, if(approximate, '约数', '') as about
from item_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and axis = $axis
order by year desc, series_township collate zh, position
