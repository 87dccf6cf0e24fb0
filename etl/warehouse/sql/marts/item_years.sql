-- Which parts does the disclosed total have?  One row per printed part of a report, by category and by
-- channel.  `is_main_piece` where it is counted in pieces and is no part of another part: only
-- these add up.
create or replace table item_years as
select u.county_id, u.series_id, s.township as series_township, u.series_type, u.year, u.place_id,
    u.township, u.type, i.report_id, r.file_name, i.axis, i.position, i.label, i.parent,
    i.field_id, f.label as field, i.count, i.unit, i.approximate,
    i.parent is null and i.unit in ('', '条', '篇', '件', '则', '份', '个') as is_main_piece,
    i.place, i.evidence, i.confidence
from items i
join submissions u using (report_id)
join reports r using (report_id)
join series s on s.series_id = u.series_id and s.county_id = u.county_id
left join fields_of_work f using (field_id)
order by u.county_id, u.year, u.series_id, i.axis, u.place_id, i.position;
