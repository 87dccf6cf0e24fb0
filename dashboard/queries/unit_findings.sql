-- What was found in one township's reports?  One row per finding of the chosen years.
select f.finding_id, f.year, f.township, r.code, r.title, f.severity, f.outcome, f.instance_label,
    f.words, f.formula, f.suggestion
from findings f
join rules r using (rule_id)
where f.series_id = $unit and f.county_id = $county and f.year between $from_year and $to_year
order by f.year desc, list_position(['error', 'warning', 'notice'], f.severity), r.position,
    f.township collate zh, f.instance
