-- How many cases were open at the end of each year, and does the next year count them?  One row per
-- year; `unaccounted` counts series and kinds whose total is less than what the year before left.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
expected as (
    select y.*
    from series_years_of($county) y
    join chosen using (series_id)
    where y.year between $from_year and $to_year
),
wide as (
    select series_id, year, split_part(address, '.', 2) as kind,
        max(value) filter (where address like '%.total') as total,
        max(value) filter (where address like '%.pending') as pending
    from series_values_of($county)
    where address like 'reviews.%' and mark = 'number'
    group by series_id, year, kind
),
linked as (
    select now.*, b.pending as pending_before
    from wide now
    left join wide b
        on b.series_id = now.series_id and b.kind = now.kind and b.year = now.year - 1
),
series_by_year as (
    select series_id, year,
        sum(pending) filter (where kind = 'administrative_review') as reviews,
        sum(pending) filter (where kind <> 'administrative_review') as lawsuits,
        count(*) filter (where pending_before is not null and total is not null) as compared,
        count(*) filter (where pending_before > total) as unaccounted
    from linked
    where pending is not null
    group by series_id, year
)
select e.year, sum(s.reviews) as pending_reviews, sum(s.lawsuits) as pending_lawsuits,
    ifnull(sum(s.compared), 0)::integer as compared,
    ifnull(sum(s.unaccounted), 0)::integer as unaccounted,
    ifnull(sum(e.units_expected) filter (where s.series_id is not null), 0)::integer as units,
    sum(e.units_expected)::integer as units_expected
from expected e
left join series_by_year s using (series_id, year)
group by e.year
order by e.year
