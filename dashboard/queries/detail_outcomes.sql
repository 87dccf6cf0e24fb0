-- How did every rule come out for every report?  One row per unit, year and rule.  Every report has
-- as many rows as there are rules, so that only those are read that stand on the page.
with filed as (
    select report_id, township, type, count(*) over () as reports,
        row_number() over (order by position) - 1 as reports_above,
        (select count(*) from rules) as rules
    from unit_years
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
      and report_id is not null
)
select f.township, f.type, o.year, r.code, r.family_label, r.title, r.severity, o.outcome,
    o.reason, o.broken, o.unsure, o.held, (f.reports * f.rules)::integer as rows_in_all
from filed f
join rule_outcomes o using (report_id)
join rules r using (rule_id)
where o.county_id = $county and f.reports_above * f.rules < $skipped + $page_rows
  and (f.reports_above + 1) * f.rules > $skipped
order by f.reports_above, r.position
limit $page_rows offset $skipped % (select count(*) from rules)
