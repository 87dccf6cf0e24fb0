-- Which versions were filed for a unit and year?  One row per report, the active one first.
select r.report_key, r.file_name, r.imported_at, r.report_date, r.is_active
from reports r
join report_order o using (report_id)
where r.place_id = $place_id and r.year = $year
order by r.is_active desc, o.position desc
