-- How did each main figure of one township change?  One row per figure and chosen year.
-- A change compares two neighboring years that both have the figure; in percent only from a base
-- of at least 10.  Rates change in shares of 1.
with counts as (
    select v.year, v.address as figure, n.label, n.unit, n.position, v.value, v.mark, v.approximate
    from series_values_of($county) v
    join address_names n using (address)
    where v.series_id = $unit and v.county_id = $county and v.address in (
        'narrative.proactive_total', 'narrative.hotline_received', 'narrative.hotline_answered',
        'applications.received_new.total', 'applications.handled_total.total',
        'applications.carried_out.total'
    )
),
compared as (
    select now.*, before.value as value_before
    from counts now
    left join counts before on before.figure = now.figure and before.year = now.year - 1
),
rates as (
    select year, numerator, denominator, numerator / denominator as rate
    from indicator_values_of($county)
    where series_id = $unit and county_id = $county
      and indicator_id = 'hotline_answer_rate' and denominator > 0
),
shown as (
    select position, label, unit, year, value, mark, approximate, value_before,
        value - value_before as change,
        case when value_before >= 10 then (value - value_before) / value_before end
            as change_rate,
        null::double as rate, null::double as rate_change
    from compared
    union all
    select 3, '热线答复率', '', now.year, now.numerator, 'number', false, before.numerator,
        null, null, now.rate, now.rate - before.rate
    from rates now
    left join rates before on before.year = now.year - 1
)
select label, unit, year, case when rate is null then value end as value, mark, approximate,
    case when rate is null then value_before end as value_before, change, change_rate,
    rate, rate_change * 100 as rate_points
from shown
where year between $from_year and $to_year
order by position, label, year
