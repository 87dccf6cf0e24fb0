-- Who filed what, and when?  One row per unit of the register and year.
select u.township, u.type, u.year, u.status, u.deadline, u.report_date, u.days_late, u.edition,
    r.period_from, r.period_to, r.file_name, r.format, r.imported_at, r.sha256,
    count(*) over ()::integer as rows_in_all
from filings u
left join reports r using (report_id)
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
order by u.position
limit $page_rows offset $skipped
