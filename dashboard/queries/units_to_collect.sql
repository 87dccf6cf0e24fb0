-- Who is to report for a year of which no report has come yet?  One row per unit of the register, with
-- the file that came for it and is not taken, where there is one; as `townships_to_chase`.
select p.township, p.type, case when p.series_id <> p.place_id then s.township end as carried_on_by,
    ifnull(n.outcome, 'missing') as reason, n.file_name, n.message,
    ifnull(d.deadline, make_date($year + 1, 1, 31)) as deadline,
    case when $today > ifnull(d.deadline, make_date($year + 1, 1, 31))
        then date_diff('day', ifnull(d.deadline, make_date($year + 1, 1, 31)), $today)
    end as days_since
from places p
left join places s on s.place_id = p.series_id
left join deadlines d on d.county_id = p.county_id and d.year = $year
left join named_files n on n.place_id = p.place_id and n.year = $year
where p.county_id = $county
  and (p.valid_from is null or p.valid_from <= $year)
  and (p.valid_to is null or p.valid_to >= $year)
  and not exists (from submissions f where f.county_id = $county and f.year >= $year)
  and (len($townships) = 0 or list_contains($townships, p.series_id))
  and (len($types) = 0 or list_contains($types, s.type))
order by reason desc, p.township collate zh
