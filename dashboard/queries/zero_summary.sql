-- How many townships had no application in the last chosen year?  One row, counts of series;
-- the change compares only series whose answer is known in both years.
with kinds as (
    select *, lag(is_known) over series as was_known, lag(is_zero) over series as was_zero
    from (
        select series_id, year, kind, is_zero, zero_years,
            kind in ('reported_zero', 'nil_confirmed', 'some') as is_known
        from zero_kinds
        where county_id = $county and year in ($to_year, $to_year - 1)
          and (len($townships) = 0 or list_contains($townships, series_id))
          and (len($types) = 0 or list_contains($types, series_type))
    )
    window series as (partition by series_id order by year)
)
select count(*) as townships,
    count(*) filter (where kind <> 'no_report') as filed,
    count(*) filter (where is_zero) as zero,
    count(*) filter (where kind = 'reported_zero') as reported_zero,
    count(*) filter (where kind = 'nil_confirmed') as nil_confirmed,
    count(*) filter (where kind = 'nil_only') as nil_only,
    count(*) filter (where kind = 'not_stated') as not_stated,
    count(*) filter (where kind = 'no_report') as no_report,
    count(*) filter (where kind = 'contradictory') as contradictory,
    count(*) filter (where kind = 'some') as some,
    max(zero_years) as longest_run,
    count(*) filter (where is_known and was_known) as compared,
    case when compared > 0 then count(*) filter (where is_known and was_known and is_zero)
        - count(*) filter (where is_known and was_known and was_zero) end as change
from kinds
where year = $to_year
