-- What do these units write of problems and other matters?  One row per unit and section.
select s.place_id, s.township, t.ordinal, t.heading, t.body
from submissions s
join sections t using (report_id)
where s.county_id = $county and s.year = $to_year and t.ordinal in (5, 6)
  and (len($townships) = 0 or list_contains($townships, s.series_id))
  and (len($types) = 0 or list_contains($types, s.series_type))
order by t.ordinal, s.type, s.township collate zh, t.position
