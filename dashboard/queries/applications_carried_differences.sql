-- Where does what was carried in differ from what the year before carried out?
-- One row per series and year that print both and do not agree.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
)
select h.township, c.year, p.value as carried_out_before, c.value as carried_in,
    c.value - p.value as difference
from chosen h
join series_values_of($county) c using (series_id)
join series_values_of($county) p
    on p.series_id = c.series_id and p.year = c.year - 1
    and p.address = 'applications.carried_out.total' and p.mark = 'number'
where c.address = 'applications.carried_in.total' and c.mark = 'number'
  and c.year between $from_year and $to_year and c.value <> p.value
order by c.year desc, h.township collate zh
