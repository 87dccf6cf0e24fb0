-- What does each section of one township's reports say?  One row per unit, year and section.
select s.year, s.township, t.ordinal, t.heading, t.body, t.place, t.position
from submissions_of($county) s
join sections t using (report_id)
where s.series_id = $unit and s.county_id = $county and s.year between $from_year and $to_year
order by s.year, s.township collate zh, t.position
