-- Who filed what, and when?  One row per unit of the register and year.
select s.township, s.type, s.year, s.status, s.deadline, s.report_date, s.days_late, s.edition,
    r.period_from, r.period_to, r.file_name, r.format, r.imported_at, r.sha256,
    count(*) over ()::integer as rows_in_all
from chosen_submissions($county, $townships, $types) s
left join reports r using (report_id)
where s.year between $from_year and $to_year
order by s.year desc, s.township collate zh, s.place_id
limit $page_rows offset $skipped
