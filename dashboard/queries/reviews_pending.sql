-- How many cases were open at the end of each year, and does the next year count them?  One row per
-- year; `unaccounted` counts series and kinds whose total is less than what the year before left.
with linked as (
    select now.series_id, now.year, now.kind, now.pending, now.total, now.units_expected,
        before.pending as pending_before
    from chosen_review_outcomes($county, $townships, $types) now
    left join review_outcomes_of($county) before
        on before.series_id = now.series_id and before.kind = now.kind
        and before.year = now.year - 1
    where now.year between $from_year and $to_year
),
series_by_year as (
    select series_id, year, max(units_expected) as units_expected,
        sum(pending) filter (where kind = 'administrative_review') as reviews,
        sum(pending) filter (where kind <> 'administrative_review') as lawsuits,
        count(pending) > 0 as is_told,
        count(*) filter (
            where pending is not null and pending_before is not null and total is not null
        ) as compared,
        count(*) filter (where pending is not null and pending_before > total) as unaccounted
    from linked
    group by series_id, year
)
select year, sum(reviews) as pending_reviews, sum(lawsuits) as pending_lawsuits,
    sum(compared)::integer as compared, sum(unaccounted)::integer as unaccounted,
    ifnull(sum(units_expected) filter (where is_told), 0)::integer as units,
    sum(units_expected)::integer as units_expected
from series_by_year
group by year
order by year
