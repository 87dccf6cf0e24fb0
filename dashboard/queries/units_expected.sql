-- Which units file a report for the last chosen year?  One row per unit of the register that is valid
-- then, also before the first report of the year.
with units as (
    select p.*, s.type as series_type, $to_year as year
    from places p
    left join places s on s.place_id = p.series_id
)
select place_id, province, prefecture, county, township, type
from units
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and (valid_from is null or valid_from <= year)
  and (valid_to is null or valid_to >= year)
order by place_id
