-- What are one township's main figures each year?  One row per chosen year.
-- A year in which not every unit gave a figure has none; `*_mark` says why.
with years as (
    select *
    from series_years_of($county)
    where series_id = $unit and year between $from_year and $to_year
),
printed as (
    select year,
        any_value(value) filter (where address = 'narrative.proactive_total') as proactive_total,
        any_value(mark) filter (where address = 'narrative.proactive_total') as proactive_total_mark,
        any_value(value) filter (where address = 'narrative.hotline_received') as hotline_received,
        any_value(mark) filter (where address = 'narrative.hotline_received') as hotline_received_mark,
        any_value(value) filter (where address = 'narrative.hotline_answered') as hotline_answered,
        any_value(mark) filter (where address = 'narrative.hotline_answered') as hotline_answered_mark,
        any_value(value) filter (where address = 'applications.received_new.total') as received_new,
        any_value(mark) filter (where address = 'applications.received_new.total') as received_new_mark,
        any_value(value) filter (where address = 'applications.handled_total.total') as handled_total,
        any_value(mark) filter (where address = 'applications.handled_total.total') as handled_total_mark,
        any_value(value) filter (where address = 'applications.carried_out.total') as carried_out,
        any_value(mark) filter (where address = 'applications.carried_out.total') as carried_out_mark,
        bool_or(approximate) filter (where address = 'narrative.proactive_total') as approximate
    from series_values_of($county)
    where series_id = $unit
    group by year
)
select y.year, y.status, y.units_expected, y.units_filed, y.names_that_year,
    z.kind as zero_kind,
    p.proactive_total, shown_mark(y.status, p.proactive_total_mark) as proactive_total_mark,
    ifnull(p.approximate, false) as approximate,
    p.hotline_received, shown_mark(y.status, p.hotline_received_mark) as hotline_received_mark,
    p.hotline_answered, shown_mark(y.status, p.hotline_answered_mark) as hotline_answered_mark,
    case when i.denominator > 0 then i.numerator / i.denominator end as hotline_rate,
    p.received_new, shown_mark(y.status, p.received_new_mark) as received_new_mark,
    p.handled_total, shown_mark(y.status, p.handled_total_mark) as handled_total_mark,
    p.carried_out, shown_mark(y.status, p.carried_out_mark) as carried_out_mark
from years y
left join printed p using (year)
left join zero_kinds_of($county) z using (series_id, year)
left join indicator_values_of($county) i on i.series_id = $unit and i.year = y.year
    and i.indicator_id = 'hotline_answer_rate'
order by y.year
