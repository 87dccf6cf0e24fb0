-- Which counties must be computed again when these have changed?  They and those that share a
-- series with them, for a unit may be carried on in another county.
create or replace temp table touched_counties as
with recursive linked as (
    select unnest($touched::text[]) as county_id
    union
    select other.county_id
    from linked
    join places own using (county_id)
    join places other on other.series_id = own.series_id
)
select county_id from linked
