-- Which cells and sentences do the findings of the last chosen year speak of?  One row per finding
-- and subject.
select s.finding_id, s.year, s.address, s.label, s.place, s.evidence
from finding_subjects s
join findings_of($county) f using (finding_id)
join chosen_series($county, $townships, $types) using (series_id)
where f.year = $to_year
order by s.finding_id, s.position
