-- How many townships had no application in each year, and how sure is it?
-- One row per year and kind that occurs; `value` counts series.
select z.year, z.kind as part, count(*) as value
from chosen_zero_kinds($county, $townships, $types) z
where z.year between $from_year and $to_year
group by z.year, z.kind
order by z.year, list_position([
    'reported_zero', 'nil_confirmed', 'nil_only', 'not_stated', 'no_report', 'contradictory',
    'some'
], z.kind)
