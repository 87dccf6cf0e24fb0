-- How did each rule come out for each township in the last chosen year?  One row per rule and
-- township, of the rules that are broken or in doubt for anyone; `glyph` counts the places.
with outcomes as (
    select u.series_township as township, o.rule_id, o.outcome, o.broken, o.reason, r.code,
        r.title, r.position, r.severity,
        bool_or(o.outcome in ('broken', 'unsure')) over (partition by o.rule_id) as is_troubled
    from unit_years u
    join rule_outcomes o using (report_id)
    join rules r using (rule_id)
    where u.county_id = $county and u.year = $to_year
      and (len($townships) = 0 or list_contains($townships, u.series_id))
      and (len($types) = 0 or list_contains($types, u.series_type))
      and o.county_id = $county
)
select code || ' ' || title as rule, township, position, severity,
    case
        when outcome = 'broken' then 'broken_' || severity
        when outcome = 'holds_with_nil' then 'holds'
        else outcome
    end as state,
    case
        when outcome = 'broken' and broken > 1 then broken::text
        when outcome = 'broken' then '!'
        when outcome = 'unsure' then '?'
        else ''
    end as glyph,
    reason
from outcomes
where is_troubled
order by list_position(['error', 'warning', 'notice'], severity), position,
    township collate zh
