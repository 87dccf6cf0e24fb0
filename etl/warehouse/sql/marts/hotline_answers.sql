-- What do the reports say about the hotline?  One row per series and year, with the marks as shown.
-- A stated rate cannot be added up: where several units share a series, each stated its own.
-- `counted_*` are the two sides of the answer rate where both are printed, `low` and `high` the bounds
-- of that rate, `told_units` the units that print any number on the hotline.
create or replace table hotline_answers as
with printed as (
    select county_id, series_id, year,
        max(value) filter (where address = 'narrative.hotline_received') as received,
        max(mark) filter (where address = 'narrative.hotline_received') as received_mark,
        max(value) filter (where address = 'narrative.hotline_answered') as answered,
        max(mark) filter (where address = 'narrative.hotline_answered') as answered_mark,
        bool_or(approximate and value is not null)
            filter (where address = 'narrative.hotline_received') as received_approximate,
        bool_or(approximate and value is not null)
            filter (where address = 'narrative.hotline_answered') as answered_approximate,
        max(value) filter (where address = 'narrative.hotline_rate_stated') / 100 as stated_rate,
        max(mark) filter (where address = 'narrative.hotline_rate_stated') as stated_mark
    from series_values
    where address in (
        'narrative.hotline_received', 'narrative.hotline_answered', 'narrative.hotline_rate_stated'
    )
    group by county_id, series_id, year
),
told as (
    select s.county_id, s.series_id, s.year,
        string_agg(distinct f.evidence, ' ') filter (where f.evidence <> '') as evidence,
        count(distinct s.place_id) filter (where f.mark = 'number') as told_units,
        count(distinct s.place_id)
            filter (where f.mark = 'number' and f.figure_id = 'hotline_rate_stated') as stated_units
    from figures f
    join submissions s using (report_id)
    where f.figure_id in ('hotline_received', 'hotline_answered', 'hotline_rate_stated')
    group by s.county_id, s.series_id, s.year
)
select y.county_id, y.series_id, y.township, y.series_type, y.year,
    p.received, shown_mark(y.status, p.received_mark) as received_mark,
    p.answered, shown_mark(y.status, p.answered_mark) as answered_mark,
    case when y.units_expected = 1 then p.stated_rate end as stated_rate,
    case when y.units_expected > 1 and p.stated_rate is not null then 'several_units'
        else shown_mark(y.status, p.stated_mark) end as stated_mark,
    t.evidence, i.is_given as is_counted, i.denominator as counted_received,
    i.numerator as counted_answered, ifnull(i.approximate, false) as counted_approximate,
    ifnull(p.received_approximate, false) as received_approximate,
    ifnull(p.answered_approximate, false) as answered_approximate,
    case when p.received > 0 then p.answered / p.received end as rate,
    wilson_low(p.answered, p.received) as low, wilson_high(p.answered, p.received) as high,
    ifnull(t.told_units, 0)::integer as told_units,
    ifnull(t.stated_units, 0)::integer as stated_units, y.units_filed, y.units_expected
from series_years y
join indicator_years i on i.county_id = y.county_id and i.series_id = y.series_id
    and i.year = y.year and i.indicator_id = 'hotline_answer_rate'
left join printed p on p.county_id = y.county_id and p.series_id = y.series_id and p.year = y.year
left join told t on t.county_id = y.county_id and t.series_id = y.series_id and t.year = y.year
order by y.county_id, y.year, y.series_id;
