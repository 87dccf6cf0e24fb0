-- What was found in the chosen reports, and what was decided?  One row per finding, errors first.
select f.finding_id, f.report_id, f.series_id, f.township, f.year, f.severity, f.state, r.code,
    f.rule_id, r.title, f.instance_label, f.words, f.formula, f.suggestion, r.why, r.ask, r.family,
    r.family_label, f.outcome, f.stands_on, f.reason, f.who, f.decided_at, f.decided_before
from reviewed_findings($verdicts) f
join chosen_series($county, $townships, $types) using (series_id)
join rules r using (rule_id)
where f.year between $from_year and $to_year
order by list_position(['error', 'warning', 'notice'], f.severity), f.year desc,
    f.township collate zh, r.position, f.instance_label
