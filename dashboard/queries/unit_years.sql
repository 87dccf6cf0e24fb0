-- What are one township's main figures each year?  One row per chosen year.
-- A year in which not every unit gave a figure has none; `*_mark` says why.
with years as (
    select *
    from series_years_of($county)
    where series_id = $unit and county_id = $county and year between $from_year and $to_year
),
printed as (
    select * from series_values_of($county) where series_id = $unit and county_id = $county
)
select y.year, y.status, y.units_expected, y.units_filed, y.names_that_year,
    z.kind as zero_kind,
    total.value as proactive_total,
    shown_mark(y.status, total.mark) as proactive_total_mark,
    ifnull(total.approximate, false) as approximate,
    received.value as hotline_received,
    shown_mark(y.status, received.mark) as hotline_received_mark,
    answered.value as hotline_answered,
    shown_mark(y.status, answered.mark) as hotline_answered_mark,
    case when i.denominator > 0 then i.numerator / i.denominator end as hotline_rate,
    fresh.value as received_new,
    shown_mark(y.status, fresh.mark) as received_new_mark,
    handled.value as handled_total,
    shown_mark(y.status, handled.mark) as handled_total_mark,
    carried.value as carried_out,
    shown_mark(y.status, carried.mark) as carried_out_mark
from years y
left join zero_kinds_of($county) z using (series_id, year)
left join printed total on total.year = y.year and total.address = 'narrative.proactive_total'
left join printed received on received.year = y.year
    and received.address = 'narrative.hotline_received'
left join printed answered on answered.year = y.year
    and answered.address = 'narrative.hotline_answered'
left join printed fresh on fresh.year = y.year and fresh.address = 'applications.received_new.total'
left join printed handled on handled.year = y.year
    and handled.address = 'applications.handled_total.total'
left join printed carried on carried.year = y.year
    and carried.address = 'applications.carried_out.total'
left join indicator_values_of($county) i on i.series_id = $unit and i.year = y.year
    and i.indicator_id = 'hotline_answer_rate'
order by y.year
