-- How many rules of the gravest kind hold in the last chosen year?  One row.
-- What cannot be checked is counted apart and is in neither part of the rate.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
)
select count(*) filter (where o.outcome in ('holds', 'holds_with_nil')) as held,
    count(*) filter (where o.outcome in ('holds', 'holds_with_nil', 'broken')) as checked,
    count(*) filter (where o.outcome in ('not_checkable', 'unsure')) as not_checked,
    count(distinct o.report_id) as reports
from rule_outcomes_of($county) o
join chosen using (series_id)
join rules r using (rule_id)
where r.severity = 'error' and o.year = $to_year
