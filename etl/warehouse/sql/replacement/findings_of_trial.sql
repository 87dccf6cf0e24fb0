-- How many errors and findings would each file of a trial have?  One row per file.
select r.sha256,
    count(f.finding_id) filter (where f.severity = 'error' and f.outcome = 'broken') as errors,
    count(f.finding_id) as findings
from reports r
left join findings f using (report_id)
where r.original like 'trial/%' and r.is_active
group by r.sha256
