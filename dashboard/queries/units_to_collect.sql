-- Who is to report for the last chosen year, of which no report has come yet?  One row per unit of the
-- register, with the file that came for it and is not taken, where there is one; as
-- `townships_to_chase`.
with units as (
    select p.*, s.type as series_type, s.township as series_township, $to_year as year,
        n.outcome, n.file_name, n.message,
        coalesce(make_date($to_year + 1, k.due_month, k.due_day), d.deadline,
            make_date($to_year + 1, 1, 31)) as due
    from places p
    left join places s on s.place_id = p.series_id
    left join unit_kinds k on k.kind = p.kind
    left join deadlines d on d.county_id = p.county_id and d.year = $to_year
    left join named_files n on n.place_id = p.place_id and n.year = $to_year
)
select place_id, year, township, type,
    case when series_id <> place_id then series_township end as carried_on_by,
    ifnull(outcome, 'missing') as reason, file_name, message, due as deadline,
    case when $today > due then date_diff('day', due, $today) end as days_since
from units
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and (valid_from is null or valid_from <= year)
  and (valid_to is null or valid_to >= year)
  and not exists (from submissions f where f.county_id = $county and f.year >= $to_year)
order by reason desc, township collate zh
