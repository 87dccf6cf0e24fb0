-- How did each main figure of one township change?  One row per figure and chosen year.
-- A change compares two neighboring years that both have the figure; in percent only from a base
-- of at least 10.  Rates change in shares of 1.
with counts as (
    select n.position, n.label, n.unit, v.year, v.value, v.mark, v.approximate, v.address,
        v.series_id
    from series_values v
    join address_names n using (address)
    where v.county_id = $county and v.series_id = $unit and v.address in (
        'narrative.proactive_total', 'narrative.hotline_received', 'narrative.hotline_answered',
        'applications.received_new.total', 'applications.handled_total.total',
        'applications.carried_out.total'
    )
),
shown as (
    select c.position, c.label, c.unit, c.year, c.value, c.mark, c.approximate,
        b.value as value_before, c.value - b.value as change,
        case when b.value >= 10 then (c.value - b.value) / b.value end as change_rate,
        null::double as rate, null::double as rate_points
    from counts c
    left join counts b on b.address = c.address and b.year = c.year - 1
    union all
    select 3, '热线答复率', '', year, null, 'number', false, null, null, null,
        numerator / denominator,
        100 * (numerator / denominator
            - numerator_before / nullif(greatest(denominator_before, 0), 0))
    from indicator_years
    where county_id = $county and series_id = $unit and indicator_id = 'hotline_answer_rate'
      and denominator > 0
)
select label, unit, year, value, mark, approximate, value_before, change, change_rate, rate,
    rate_points
from shown
where year between $from_year and $to_year
order by position, label, year
