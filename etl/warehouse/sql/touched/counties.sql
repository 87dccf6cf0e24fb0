-- Which counties and years may a change of `changed_years` reach?  The counties, and those
-- that share a series with them, for a unit may be carried on in another county; the years, and
-- those after them, for a text is compared with that of the year before.
create or replace temp table touched_counties as
with recursive linked as (
    select county_id from changed_years
    union
    select other.county_id
    from linked
    join places own using (county_id)
    join places other on other.series_id = own.series_id
)
select county_id from linked;

create or replace temp table touched_years as
select distinct year + following as year
from changed_years, range(2) as f(following);
