-- Which reports of the last chosen year go back, with how much?  One row per active report.
-- `dismissed` are the findings that an official has set aside, each with the figures it then spoke of.
with counts as (
    select report_id,
        count(*) filter (where severity = 'error') as errors,
        count(*) filter (where severity = 'warning') as warnings,
        count(*) filter (where severity = 'notice') as notices
    from findings
    where county_id = $county and year = $to_year
      and not list_contains($dismissed, finding_id || ' ' || figures_digest)
    group by report_id
)
select u.report_id, u.place_id, r.report_key, u.township, u.series_township, u.year, r.file_name, u.report_date,
    ifnull(c.errors, 0) as errors, ifnull(c.warnings, 0) as warnings,
    ifnull(c.notices, 0) as notices
from unit_years u
join reports r using (report_id)
left join counts c using (report_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
order by errors desc, warnings desc, notices desc, u.township collate zh, u.report_id
