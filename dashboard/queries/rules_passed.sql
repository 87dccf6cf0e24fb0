-- How many rules of the gravest kind hold in the last chosen year?  One row.
-- What cannot be checked is counted apart and is in neither part of the rate.
select count(*) filter (where o.outcome in ('holds', 'holds_with_nil')) as held,
    count(*) filter (where o.outcome in ('holds', 'holds_with_nil', 'broken')) as checked,
    count(*) filter (where o.outcome in ('not_checkable', 'unsure')) as not_checked,
    count(distinct o.report_id) as reports
from unit_years u
join rule_outcomes o using (report_id)
join rules r using (rule_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and o.county_id = $county and r.severity = 'error'
