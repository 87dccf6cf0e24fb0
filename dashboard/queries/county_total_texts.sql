-- What do these units write of problems and other matters?  One row per unit and section.
select u.place_id, u.township, t.ordinal, t.heading, t.body
from unit_years u
join sections t using (report_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and t.ordinal in (5, 6)
order by t.ordinal, u.type, u.township collate zh, t.position
