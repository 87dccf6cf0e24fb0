-- What does a report say, without its tables?  One row per section with prose.
select s.heading, s.body
from unit_years u
join sections s using (report_id)
where u.county_id = $county and u.place_id || '-' || u.year = $narrative and s.body <> ''
order by s.ordinal
