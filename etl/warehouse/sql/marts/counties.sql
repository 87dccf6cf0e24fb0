-- Which counties are to report, and for which years?  One row per county.
-- Two counties of one name are told apart by their prefecture.
create or replace table counties as
with covered as (
    select county_id, min(year) as first_year, max(year) as last_year
    from submissions
    group by county_id
),
named as (
    select county_id, any_value(county) as county, any_value(prefecture) as prefecture
    from series
    group by county_id
)
select county_id, first_year, last_year,
    case when count(*) over (partition by county) > 1 then prefecture || county else county
    end as label
from named
join covered using (county_id)
order by county_id;
