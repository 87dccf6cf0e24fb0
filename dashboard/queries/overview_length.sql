-- How long is section one of a report that is written in the six sections?  One row, or none.
select sum(length(regexp_replace(s.body, '\s', '', 'g')))::integer as length
from sections s
join reports r using (report_id)
where s.report_id = $report and s.ordinal = 1 and r.year >= 2019
having count(*) > 0
