-- How many people live in the units of each series?  One row per series and year of which it is known of
-- every unit that had to report; what is not known is no row, and never 0.
create or replace table population_years as
select s.county_id, s.series_id, s.year, sum(p.population)::bigint as population
from submissions s
left join populations p using (place_id, year)
group by s.county_id, s.series_id, s.year
having count(*) = count(p.population)
order by s.county_id, s.year, s.series_id;
