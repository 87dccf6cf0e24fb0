-- What does each township say about the hotline in the last chosen year?  One row per series.
-- A stated rate cannot be added up: where several units share a series, each stated its own.
-- `rank_group`: ranked from 10 cases on, few below, doubtful where more were answered than received.
with chosen as (
    select series_id, township, type from chosen_series($county, $townships, $types)
),
printed as (
    select series_id,
        max(value) filter (where address = 'narrative.hotline_received') as received,
        max(value) filter (where address = 'narrative.hotline_answered') as answered,
        max(value) filter (where address = 'narrative.hotline_rate_stated') / 100 as stated,
        max(mark) filter (where address = 'narrative.hotline_received') as received_mark,
        max(mark) filter (where address = 'narrative.hotline_answered') as answered_mark,
        max(mark) filter (where address = 'narrative.hotline_rate_stated') as stated_mark
    from series_values_of($county)
    where year = $to_year and address in (
        'narrative.hotline_received', 'narrative.hotline_answered', 'narrative.hotline_rate_stated'
    )
    group by series_id
),
evidences as (
    select s.series_id, string_agg(distinct f.evidence, ' ') as evidence
    from figures f
    join submissions_of($county) s using (report_id)
    where s.year = $to_year and f.evidence <> ''
      and f.figure_id in ('hotline_received', 'hotline_answered', 'hotline_rate_stated')
    group by s.series_id
),
rates as (
    select c.township, c.type, y.year, y.status, y.units_expected, p.received, p.answered,
        case when y.units_expected = 1 then p.stated end as stated_rate,
        shown_mark(y.status, p.received_mark) as received_mark,
        shown_mark(y.status, p.answered_mark) as answered_mark,
        case when y.units_expected > 1 and p.stated is not null then 'several_units'
            else shown_mark(y.status, p.stated_mark) end as stated_mark,
        case when p.received > 0 then p.answered / p.received end as rate,
        wilson_low(p.answered, p.received) as low,
        wilson_high(p.answered, p.received) as high,
        e.evidence
    from chosen c
    join series_years_of($county) y using (series_id)
    left join printed p using (series_id)
    left join evidences e using (series_id)
    where y.year = $to_year
),
compared as (
    select *, stated_rate - rate as difference,
        case
            when rate is null and stated_rate is not null then 'stated_only'
            when rate is null then 'unknown'
            when answered > received then 'doubtful'
            when received < 10 then 'few'
            else 'ranked'
        end as rank_group
    from rates
)
select township, type, year, received, answered, answered as numerator, received as denominator,
    rate, low, high, stated_rate, round(difference * 100, 2) + 0.0 as difference_points, rank_group,
    received_mark, answered_mark, stated_mark, evidence
from compared
order by rate desc nulls last, received desc nulls last, township collate zh
