-- When did one township report, and how?  One row per unit of the township and chosen year.
select u.year, u.township, u.status, u.report_date, u.deadline, u.days_late, u.edition,
    u.report_id, u.place_id, r.original, r.sha256, r.file_name, r.format, u.errors, u.findings, n.note,
    if(u.report_id is null, 'no_report', 'number') as filed_mark
from filings u
left join reports r using (report_id)
left join unit_notes n on n.place_id = u.place_id and n.year = u.year
where u.county_id = $county and u.series_id = $unit and u.year between $from_year and $to_year
order by u.year, u.township collate zh
