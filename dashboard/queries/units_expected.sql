-- Which units file a report for the last chosen year?  One row per unit of the register.
select place_id, province, prefecture, p.county, p.township, p.type
from unit_years u
join places p using (place_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
order by place_id
