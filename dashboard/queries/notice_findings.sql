-- What is open in the reports of the last chosen year?  One row per finding.
-- `dismissed` are the findings that an official has set aside, each with the figures it then spoke of.
select f.finding_id, f.report_id, f.rule_id, r.code, r.position, r.family_label, f.severity,
    r.title, r.why, r.ask, f.township, f.year, f.instance_label, f.outcome, f.words, f.formula,
    f.suggestion, f.figures_digest
from findings f
join unit_years u using (report_id)
join rules r using (rule_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and f.county_id = $county
  and not list_contains($dismissed, f.finding_id || ' ' || f.figures_digest)
order by f.report_id, r.position, f.instance, f.finding_id
