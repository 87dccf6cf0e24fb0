-- How much do the reports say about the hotline?  One row per year; counts are of units.
with filings as (
    select s.place_id, s.year, s.report_id
    from chosen_submissions($county, $townships, $types) s
    where s.year between $from_year and $to_year
),
told as (
    select place_id, year,
        bool_or(address = 'narrative.hotline_received') as has_received,
        bool_or(address = 'narrative.hotline_answered') as has_answered
    from unit_values_of($county)
    where mark = 'number' and address in (
        'narrative.hotline_received', 'narrative.hotline_answered', 'narrative.hotline_rate_stated'
    )
    group by place_id, year
),
kinds as (
    select f.year,
        case
            when f.report_id is null then 'no_report'
            when t.place_id is null then 'silent'
            when t.has_received and t.has_answered then 'both'
            when t.has_received or t.has_answered then 'one'
            else 'stated_only'
        end as kind
    from filings f
    left join told t using (place_id, year)
)
select year,
    count(*) filter (where kind = 'both') as both,
    count(*) filter (where kind = 'one') as one,
    count(*) filter (where kind = 'stated_only') as stated_only,
    count(*) filter (where kind = 'silent') as silent,
    count(*) filter (where kind = 'no_report') as no_report
from kinds
group by year
order by year
