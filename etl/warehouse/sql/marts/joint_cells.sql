-- How many documents too many is the sum of all units of a county, since several of them count them?
-- One row per cell of a county's year with such documents.
create or replace table joint_cells as
with entries as (
    select county_id, year, address, number,
        any_value(documents) * (count(*) - 1) as deducted
    from joint_units
    where is_counted
    group by all
)
select county_id, year, address, sum(deducted)::integer as deducted
from entries
where deducted > 0
group by county_id, year, address
order by county_id, year, address;
