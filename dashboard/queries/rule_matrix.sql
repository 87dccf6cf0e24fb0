-- How did each rule come out for each township in the last chosen year?  One row per rule and
-- township, of the rules that are broken or in doubt for anyone; `glyph` counts the places.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
),
outcomes as (
    select c.township, o.*, r.code, r.title, r.position, r.severity
    from rule_outcomes_of($county) o
    join chosen c using (series_id)
    join rules r using (rule_id)
    where o.year = $to_year
),
troubled as (
    select distinct rule_id from outcomes where outcome in ('broken', 'unsure')
)
select o.code || ' ' || o.title as rule, o.township, o.position, o.severity,
    case
        when o.outcome = 'broken' then 'broken_' || o.severity
        when o.outcome = 'holds_with_nil' then 'holds'
        else o.outcome
    end as state,
    case
        when o.outcome = 'broken' and o.broken > 1 then o.broken::text
        when o.outcome = 'broken' then '!'
        when o.outcome = 'unsure' then '?'
        else ''
    end as glyph,
    o.reason
from outcomes o
join troubled using (rule_id)
order by list_position(['error', 'warning', 'notice'], o.severity), o.position,
    o.township collate zh
