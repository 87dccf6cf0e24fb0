-- How did every rule come out for every report?  One row per unit, year and rule.
select s.township, s.type, o.year, r.code, r.family_label, r.title, r.severity, o.outcome,
    o.reason, o.broken, o.unsure, o.held, count(*) over ()::integer as rows_in_all
from rule_outcomes_of($county) o
join rules r using (rule_id)
join submissions_of($county) s using (report_id)
join chosen_series($county, $townships, $types) c on c.series_id = o.series_id
where o.year between $from_year and $to_year
order by o.year desc, s.township collate zh, s.place_id, r.position
limit $page_rows offset $skipped
