-- Which corrections no longer fit what a report prints?  One row per refused correction.
select r.file_name, i.address, i.message
from issues i
join reports r using (report_id)
where i.kind = 'correction_refused'
order by r.file_name, i.address;
