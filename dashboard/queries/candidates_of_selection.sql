-- What of the chosen reports' text waits for a person to confirm?  One row per report and figure, the
-- newest reports first; what has several values is told by its first sentence.
select u.township, u.year, c.figure_id, 'narrative.' || c.figure_id as address,
    ifnull(n.label, c.figure_id) as label, ifnull(n.unit, '') as unit, c.raw, c.value, c.others,
    c.reason, c.evidence, c.place, r.report_id, r.place_id, r.sha256, r.report_key, r.original, r.file_name
from candidates c
join reports r using (report_id)
join unit_years u using (report_id)
left join address_names n on n.address = 'narrative.' || c.figure_id
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
qualify row_number() over (partition by c.report_id, c.figure_id order by c.position) = 1
order by u.year desc, u.township collate zh, u.place_id, c.position
