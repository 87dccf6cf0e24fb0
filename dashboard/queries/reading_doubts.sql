-- What could we not read in the chosen reports, or not with confidence, and where does it stand?
-- One row per doubt, the newest report first.
select u.township, u.year, i.message, i.place
from issues i
join unit_years u using (report_id)
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
order by u.year desc, u.township collate zh, i.place, i.message
