-- How many cases were open at the end of each year, and does the next year count them?  One row per
-- year; `unaccounted` counts series and kinds whose total is less than what the year before left.
with series_by_year as (
    select year, max(units_expected) as units_expected,
        sum(pending) filter (where kind = 'administrative_review') as reviews,
        sum(pending) filter (where kind <> 'administrative_review') as lawsuits,
        count(pending) > 0 as is_told,
        count(pending + pending_before + total) as compared,
        count(*) filter (where pending is not null and pending_before > total) as unaccounted
    from review_outcomes
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
    group by series_id, year
)
select year, sum(reviews) as pending_reviews, sum(lawsuits) as pending_lawsuits,
    sum(compared)::integer as compared, sum(unaccounted)::integer as unaccounted,
    sum(if(is_told, units_expected, 0))::integer as units,
    sum(units_expected)::integer as units_expected
from series_by_year
group by year
order by year
