-- What do the reports say about the hotline?  One row per series and year, with the marks as shown.
-- A stated rate cannot be added up: where several units share a series, each stated its own.
create or replace table hotline_answers as
with printed as (
    select series_id, county_id, year,
        max(value) filter (where address = 'narrative.hotline_received') as received,
        max(mark) filter (where address = 'narrative.hotline_received') as received_mark,
        max(value) filter (where address = 'narrative.hotline_answered') as answered,
        max(mark) filter (where address = 'narrative.hotline_answered') as answered_mark,
        max(value) filter (where address = 'narrative.hotline_rate_stated') / 100 as stated_rate,
        max(mark) filter (where address = 'narrative.hotline_rate_stated') as stated_mark
    from series_values
    where address in (
        'narrative.hotline_received', 'narrative.hotline_answered', 'narrative.hotline_rate_stated'
    )
    group by series_id, county_id, year
),
evidences as (
    select s.series_id, s.county_id, s.year, string_agg(distinct f.evidence, ' ') as evidence
    from figures f
    join submissions s using (report_id)
    where f.evidence <> ''
      and f.figure_id in ('hotline_received', 'hotline_answered', 'hotline_rate_stated')
    group by s.series_id, s.county_id, s.year
)
select y.series_id, y.county_id, y.year,
    p.received, shown_mark(y.status, p.received_mark) as received_mark,
    p.answered, shown_mark(y.status, p.answered_mark) as answered_mark,
    case when y.units_expected = 1 then p.stated_rate end as stated_rate,
    case when y.units_expected > 1 and p.stated_rate is not null then 'several_units'
        else shown_mark(y.status, p.stated_mark) end as stated_mark,
    e.evidence
from series_years y
left join printed p using (series_id, county_id, year)
left join evidences e using (series_id, county_id, year)
order by y.county_id, y.year, y.series_id;
