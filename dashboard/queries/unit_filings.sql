-- When did one township report, and how?  One row per unit of the township and chosen year.
with errors as (
    select report_id,
        count(*) filter (where severity = 'error' and outcome = 'broken')::integer as errors,
        count(*)::integer as findings
    from findings_of($county)
    group by report_id
)
select s.year, s.township, s.status, s.report_date, s.deadline, s.days_late, s.edition,
    s.report_id, s.place_id, r.original, r.sha256, r.file_name, r.format,
    case when s.report_id is not null then ifnull(e.errors, 0) end as errors,
    case when s.report_id is not null then ifnull(e.findings, 0) end as findings,
    case when s.report_id is null then 'no_report' else 'number' end as filed_mark
from submissions_of($county) s
left join reports r using (report_id)
left join errors e using (report_id)
where s.series_id = $unit and s.county_id = $county and s.year between $from_year and $to_year
order by s.year, s.township collate zh
