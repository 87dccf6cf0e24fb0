-- Which counties does a change of `named_counties` reach, and what is theirs?  They, those that share a
-- series with them, for a unit may be carried on in another county, and those of their prefecture
-- where it has a report of its own, which is held against all of them.  One row per county, unit and
-- report.
create or replace temp table changed_counties as
with recursive compiled as (
    select distinct left(county_id, 4) as code from places where kind = 'prefecture'
),
links as (
    select distinct own.county_id, other.county_id as other_id
    from places own
    join places other using (series_id)
    where other.county_id <> own.county_id
    union
    select distinct own.county_id, other.county_id
    from compiled
    join places own on left(own.county_id, 4) = code
    join (select distinct county_id from places) other on left(other.county_id, 4) = code
),
linked as (
    select county_id from named_counties
    union
    select other_id from linked join links using (county_id)
)
select county_id from linked;

create or replace temp table changed_places as
select place_id from places where county_id in (from changed_counties);

create or replace temp table changed_reports as
select report_id from reports where place_id in (from changed_places);
