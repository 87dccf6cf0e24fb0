-- Which parts does the disclosed total have?  One row per series, year, axis and printed item.
create or replace table item_years as
select s.series_id, s.county_id, s.year, i.axis, i.position, i.label, i.parent, i.field_id,
    f.label as field, i.count, i.unit, i.approximate, i.evidence
from items i
join submissions s using (report_id)
left join fields_of_work f using (field_id)
order by s.county_id, s.year, s.series_id, i.axis, i.position;
