-- What does each section of one township's reports say?  One row per unit, year and section.
select u.year, u.township, t.ordinal, t.heading, t.body, t.place, t.position
from unit_years u
join sections t using (report_id)
where u.county_id = $county and u.series_id = $unit and u.year between $from_year and $to_year
order by u.year, u.township collate zh, t.position
