-- Which cells and sentences do the findings of the last chosen year speak of?  One row per finding
-- and subject.
select s.finding_id, s.year, s.address, s.label, s.place, s.evidence
from findings f
join unit_years u using (report_id)
join finding_subjects s using (finding_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and f.county_id = $county
order by s.finding_id, s.position
