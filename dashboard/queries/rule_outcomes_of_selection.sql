-- How did every rule come out in the chosen reports?  One row per report and rule.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
)
select c.township, o.year, r.code, r.title, r.severity, o.outcome, o.reason, o.broken, o.unsure,
    o.held
from rule_outcomes o
join chosen c using (series_id)
join rules r using (rule_id)
where o.year between $from_year and $to_year
order by o.year desc, c.township collate zh, r.position
