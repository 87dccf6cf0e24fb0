-- How many townships had no application in the last chosen year?  One row, counts of series;
-- the change compares only series whose answer is known in both years.
with kinds as (
    select z.*,
        kind in ('reported_zero', 'nil_confirmed', 'some') as is_known
    from chosen_zero_kinds($county, $townships, $types) z
    where year in ($to_year, $to_year - 1)
),
compared as (
    select series_id
    from kinds
    where is_known
    group by series_id
    having count(*) = 2
),
this_year as (
    select * from kinds where year = $to_year
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
    (select count(*) from compared) as compared,
    (select case when count(*) > 0 then count(*) filter (where k.year = $to_year and k.is_zero)
        - count(*) filter (where k.year < $to_year and k.is_zero) end
     from kinds k join compared using (series_id)) as change
from this_year
