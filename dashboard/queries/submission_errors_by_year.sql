-- How many reports break a rule that no report may break?  One row per year; counts are of units
-- that filed, and of the broken instances of rules.
select s.year,
    count(distinct s.report_id) as filed,
    count(distinct f.report_id) as with_errors,
    count(f.finding_id) as errors
from chosen_submissions($county, $townships, $types) s
left join findings_of($county) f
    on f.report_id = s.report_id and f.severity = 'error' and f.outcome = 'broken'
where s.year between $from_year and $to_year
group by s.year
order by s.year
