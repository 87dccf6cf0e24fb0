-- What is open in the reports of the last chosen year?  One row per finding.
-- `dismissed` are the findings that an official has set aside, each with what it then stood on.
select f.finding_id, f.report_id, f.rule_id, u.code, u.position, u.family_label, f.severity,
    u.title, u.why, u.ask, f.township, f.year, f.instance_label, f.outcome, f.words, f.formula,
    f.suggestion, f.stands_on
from findings_of($county) f
join rules u using (rule_id)
join chosen_series($county, $townships, $types) using (series_id)
where f.year = $to_year
    and not list_contains($dismissed, f.finding_id || ' ' || f.stands_on)
order by f.report_id, u.position, f.instance, f.finding_id
