-- How did every rule come out for every report?  One row per unit, year and rule.
select u.township, u.type, o.year, r.code, r.family_label, r.title, r.severity, o.outcome,
    o.reason, o.broken, o.unsure, o.held, count(*) over ()::integer as rows_in_all
from unit_years u
join rule_outcomes o using (report_id)
join rules r using (rule_id)
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and o.county_id = $county
order by u.year desc, u.township collate zh, u.place_id, r.position
limit $page_rows offset $skipped
