-- Who had a case, who said that there was none, and who said nothing?  One row per year; counts are
-- of units and take the totals of the three kinds together.
with filings as (
    select s.place_id, s.year, s.report_id,
        count(*) filter (where v.mark = 'number') as numbers,
        count(*) filter (where v.mark = 'nil') as slashes,
        count(*) filter (where v.mark in ('blank', 'unreadable')) as unread,
        ifnull(bool_or(v.value > 0), false) as has_case
    from chosen_submissions($county, $townships, $types) s
    left join unit_values_of($county) v
        on v.place_id = s.place_id and v.year = s.year and v.address in (
            'reviews.administrative_review.total', 'reviews.lawsuit_direct.total',
            'reviews.lawsuit_after_review.total'
        )
    where s.year between $from_year and $to_year
    group by s.place_id, s.year, s.report_id
),
told as (
    select year,
        case
            when report_id is null then 'no_report'
            when has_case then 'some'
            when numbers + slashes = 3 and numbers > 0 then 'zero'
            when slashes = 3 then 'nil'
            when numbers + slashes + unread = 0 then 'absent'
            else 'unread'
        end as state
    from filings
)
select year,
    count(*) filter (where state = 'some') as some,
    count(*) filter (where state = 'zero') as zero,
    count(*) filter (where state = 'nil') as nil,
    count(*) filter (where state = 'unread') as unread,
    count(*) filter (where state = 'absent') as absent,
    count(*) filter (where state = 'no_report') as no_report
from told
group by year
order by year
