-- Which reports of the last chosen year go back, with how much?  One row per active report.
-- `dismissed` are the findings that an official has set aside, each with what it then stood on.
with open_findings as (
    select report_id, severity
    from findings_of($county)
    where year = $to_year and county_id = $county
        and not list_contains($dismissed, finding_id || ' ' || stands_on)
),
counts as (
    select report_id,
        count(*) filter (where severity = 'error') as errors,
        count(*) filter (where severity = 'warning') as warnings,
        count(*) filter (where severity = 'notice') as notices
    from open_findings
    group by report_id
)
select r.report_id, p.township, r.year, r.file_name, r.report_date,
    coalesce(c.errors, 0) as errors, coalesce(c.warnings, 0) as warnings,
    coalesce(c.notices, 0) as notices
from reports r
join places p using (place_id)
join chosen_series($county, $townships, $types) using (series_id)
left join counts c using (report_id)
where r.year = $to_year and r.is_active
order by errors desc, warnings desc, notices desc, p.township collate zh, r.report_id
