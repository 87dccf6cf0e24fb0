-- What do the reports say, section by section?  One row per section of a report.
select s.township, s.type, s.year, t.position, t.heading, t.body, t.place, r.file_name,
    count(*) over ()::integer as rows_in_all
from sections t
join submissions_of($county) s using (report_id)
join reports r using (report_id)
join chosen_series($county, $townships, $types) c on c.series_id = s.series_id
where s.year between $from_year and $to_year
order by s.year desc, s.township collate zh, s.place_id, t.position
limit $page_rows offset $skipped
