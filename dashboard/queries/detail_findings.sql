-- What is wrong with the reports, and what was decided?  One row per finding.
select f.township, f.year, r.code, r.family_label, r.title, f.severity, f.outcome,
    f.instance_label, f.words, f.formula, f.suggestion, r.why, r.ask, f.state,
    f.who, f.reason, f.decided_at, f.finding_id,
    count(*) over ()::integer as rows_in_all
from reviewed_findings($verdicts) f
join rules r using (rule_id)
join chosen_series($county, $townships, $types) c on c.series_id = f.series_id
where f.year between $from_year and $to_year
order by f.year desc, f.township collate zh, f.place_id, r.position, f.instance
limit $page_rows offset $skipped
