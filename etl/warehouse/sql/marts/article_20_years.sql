-- What do the Article 20 tables print?  One row per series, year and figure of its form, and one
-- without an address where nothing was filed that has the table.
create or replace table article_20_years as
select y.county_id, y.series_id, y.township, y.series_type, y.year, y.edition, v.address, n.position,
    n.label, n.unit, v.value, shown_mark(y.status, v.mark) as mark, y.units_expected
from series_years y
left join (from series_values where address like 'article_20.%') v
    using (county_id, series_id, year)
left join address_names n using (address)
order by y.county_id, y.year, y.series_id, n.position;
