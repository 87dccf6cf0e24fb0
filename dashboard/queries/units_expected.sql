-- Which units file a report for the last chosen year?  One row per unit of the register that is valid
-- then, also before the first report of the year.
select p.place_id, p.province, p.prefecture, p.county, p.township, p.type
from places p
left join places s on s.place_id = p.series_id
where p.county_id = $county
  and (p.valid_from is null or p.valid_from <= $to_year)
  and (p.valid_to is null or p.valid_to >= $to_year)
  and (len($townships) = 0 or list_contains($townships, p.series_id))
  and (len($types) = 0 or list_contains($types, s.type))
order by p.place_id
