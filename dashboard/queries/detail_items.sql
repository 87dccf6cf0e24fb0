-- Of which parts does the disclosed total consist?  One row per printed part, by category and by
-- channel.
select s.township, s.type, s.year, i.axis, i.label, i.parent, f.label as field, i.count, i.unit,
    i.approximate, i.place, i.evidence, i.confidence, r.file_name,
    count(*) over ()::integer as rows_in_all
from items i
join submissions_of($county) s using (report_id)
join reports r using (report_id)
join chosen_series($county, $townships, $types) c on c.series_id = s.series_id
left join fields_of_work f using (field_id)
where s.year between $from_year and $to_year
order by s.year desc, s.township collate zh, s.place_id, i.axis, i.position
limit $page_rows offset $skipped
