-- What is wrong with the reports, and what was decided?  One row per finding; what was decided counts
-- as long as the finding speaks of the same figures.
with decided as (
    select unnest(
        $verdicts::struct(
            finding_id text, figures_digest text, verdict text, reason text, who text,
            decided_at timestamp
        )[],
        recursive := true
    )
)
select f.township, f.year, r.code, r.family_label, r.title, f.severity, f.outcome,
    f.instance_label, f.words, f.formula, f.suggestion, r.why, r.ask,
    case
        when d.verdict in ('confirmed', 'dismissed') and d.figures_digest = f.figures_digest
        then d.verdict
        else 'open'
    end as state,
    d.who, d.reason, d.decided_at, f.finding_id, count(*) over ()::integer as rows_in_all
from findings f
join unit_years u using (report_id)
join rules r using (rule_id)
left join decided d using (finding_id)
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and f.county_id = $county
order by u.position, r.position, f.instance
limit $page_rows offset $skipped
