-- Which indicators are slashed out?  One row per series, year and indicator of which every term
-- is printed as a slash.
create or replace table indicator_slashes as
with wanted as (
    select indicator_id, count(*) as terms from indicator_terms group by indicator_id
)
select v.series_id, v.county_id, v.year, t.indicator_id
from indicator_terms t
join wanted w using (indicator_id)
join series_values v using (address)
where v.mark = 'nil'
group by v.series_id, v.county_id, v.year, t.indicator_id, w.terms
having count(*) = w.terms
order by v.county_id, t.indicator_id, v.year, v.series_id;
