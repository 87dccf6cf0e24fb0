-- What do the reports say, section by section?  One row per section of a report.
select u.township, u.type, u.year, t.position, t.heading, t.body, t.place, r.file_name,
    count(*) over ()::integer as rows_in_all
from unit_years u
join sections t using (report_id)
join reports r using (report_id)
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
order by u.position, t.position
limit $page_rows offset $skipped
