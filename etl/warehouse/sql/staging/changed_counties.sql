-- Which counties does a change of `named_counties` reach, and what is theirs?  They, and those that
-- share a series with them, for a unit may be carried on in another county.  One row per county,
-- unit and report.
create or replace temp table changed_counties as
with recursive linked as (
    select county_id from named_counties
    union
    select other.county_id
    from linked
    join places own using (county_id)
    join places other on other.series_id = own.series_id
)
select county_id from linked;

create or replace temp table changed_places as
select place_id from places where county_id in (from changed_counties);

create or replace temp table changed_reports as
select report_id from reports where place_id in (from changed_places);
