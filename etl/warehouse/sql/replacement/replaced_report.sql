-- Which report of a unit and year would a new one replace, and does its title or signature name the
-- unit?  One row, or none.
select r.report_id, r.file_name, r.imported_at,
    exists(
        select 1
        from namings n
        join place_names p on p.place_id = r.place_id and contains(n.text, p.name)
        where n.report_id = r.report_id and n.whence in ('title', 'signature')
    ) as names_unit
from reports r
join report_order o using (report_id)
where r.place_id = $place_id and r.year = $year and o.counts
order by o.position desc
limit 1
