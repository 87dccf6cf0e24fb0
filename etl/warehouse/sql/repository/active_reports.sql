-- Which reports count?  One row per place and year with an active report.
select r.report_id, r.place_id, r.year, r.edition, r.report_date, r.report_key
from reports r
where r.is_active
order by r.place_id, r.year;
