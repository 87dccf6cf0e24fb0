-- What was found in the chosen reports, and what was decided?  One row per finding, errors first.
-- A decision counts as long as the finding stands on the same figures; else `decided_before`.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
verdicts as (
    select unnest(
        $verdicts::struct(
            finding_id text, stands_on text, verdict text, reason text, who text,
            decided_at timestamp
        )[],
        recursive := true
    )
),
reviewed as (
    select f.*, r.code, r.title, r.why, r.ask, r.family, r.family_label, r.position,
        v.verdict, v.reason, v.who, v.decided_at,
        v.verdict in ('confirmed', 'dismissed') and v.stands_on <> f.stands_on as decided_before,
        case
            when v.verdict in ('confirmed', 'dismissed') and v.stands_on = f.stands_on
            then v.verdict
            else 'open'
        end as state
    from findings f
    join chosen using (series_id)
    join rules r using (rule_id)
    left join verdicts v using (finding_id)
    where f.year between $from_year and $to_year
)
select finding_id, report_id, series_id, township, year, severity, state, code, rule_id, title,
    instance_label, words, formula, suggestion, why, ask, family, family_label, outcome, stands_on,
    verdict, reason, who, decided_at, ifnull(decided_before, false) as decided_before
from reviewed
order by list_position(['error', 'warning', 'notice'], severity), year desc,
    township collate zh, position, instance_label
