-- What was found in the chosen reports, and what was decided?  One row per finding, errors first; what
-- was decided counts as long as the finding speaks of the same figures, else it was `decided_before`
-- and is open again.
with decided as (
    select unnest(
        $verdicts::struct(
            finding_id text, figures_digest text, verdict text, reason text, who text,
            decided_at timestamp
        )[],
        recursive := true
    )
)
select f.finding_id, f.report_id, f.series_id, u.place_id, f.township, f.year, f.severity,
    case
        when d.verdict in ('confirmed', 'dismissed') and d.figures_digest = f.figures_digest
        then d.verdict
        else 'open'
    end as state,
    r.code, f.rule_id, r.title, f.instance_label, f.words, f.formula, f.suggestion, r.why, r.ask,
    r.family, r.family_label, f.outcome, f.figures_digest, d.reason, d.who, d.decided_at,
    ifnull(
        d.verdict in ('confirmed', 'dismissed') and d.figures_digest <> f.figures_digest, false
    ) as decided_before
from findings f
join unit_years u using (report_id)
join rules r using (rule_id)
left join decided d using (finding_id)
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and f.county_id = $county
order by list_position(['error', 'warning', 'notice'], f.severity), f.year desc,
    f.township collate zh, r.position, f.instance_label
