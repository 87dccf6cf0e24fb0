-- How did every rule come out for every report?  One row per unit, year and rule.
with filed as (
    select s.report_id, s.township, s.type, row_number() over (
        order by s.year desc, s.township collate zh, s.place_id
    ) as position
    from chosen_submissions($county, $townships, $types) s
    where s.year between $from_year and $to_year
)
select f.township, f.type, o.year, r.code, r.family_label, r.title, r.severity, o.outcome,
    o.reason, o.broken, o.unsure, o.held, (
        select count(*)::integer from rule_outcomes_of($county) join filed using (report_id)
    ) as rows_in_all
from rule_outcomes_of($county) o
join filed f using (report_id)
join rules r using (rule_id)
order by f.position, r.position
limit $page_rows offset $skipped
