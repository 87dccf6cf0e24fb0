-- How many hotline cases were received and answered each year, as far as both are printed?
-- One row per year; `stated_units` print a rate, `told_units` anything at all on the hotline.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
expected as (
    select y.*
    from chosen_series_years($county, $townships, $types) y
    where y.year between $from_year and $to_year
),
told as (
    select u.year,
        count(distinct u.place_id) as told_units,
        count(distinct u.place_id) filter (where u.address = 'narrative.hotline_rate_stated')
            as stated_units
    from unit_values_of($county) u
    join chosen using (series_id)
    where u.mark = 'number' and u.address in (
        'narrative.hotline_received', 'narrative.hotline_answered', 'narrative.hotline_rate_stated'
    )
    group by u.year
),
years as (
    select e.year,
        sum(i.denominator) as received,
        sum(i.numerator) as answered,
        ifnull(sum(e.units_expected) filter (where i.series_id is not null), 0)::integer as units,
        sum(e.units_filed)::integer as units_filed,
        sum(e.units_expected)::integer as units_expected
    from expected e
    left join indicator_values_of($county) i
        on i.series_id = e.series_id and i.year = e.year
        and i.indicator_id = 'hotline_answer_rate'
    group by e.year
)
select y.year, y.received, y.answered,
    case when y.received > 0 then y.answered / y.received end as rate,
    y.units, ifnull(t.stated_units, 0) as stated_units, ifnull(t.told_units, 0) as told_units,
    y.units_filed, y.units_expected
from years y
left join told t using (year)
order by y.year
