-- Which of these units say what they charged for handling information in the last chosen year?
-- One row per unit with a report; `notices` are the fee notices that its text counts.
select u.place_id, u.township,
    ifnull(max(f.value) filter (where f.fact_id = 'fee_line'), 0) > 0 as is_told,
    max(f.value) filter (where f.fact_id = 'fee_notices')::integer as notices
from unit_years u
left join facts f on f.report_id = u.report_id and f.fact_id in ('fee_line', 'fee_notices')
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and u.report_id is not null
group by u.place_id, u.township
order by u.township collate zh, u.place_id
