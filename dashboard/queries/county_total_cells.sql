-- What does each of these units print in the official tables of the last chosen year?  One row per
-- unit and cell; `value` is text, so that no digit of it is lost.
select u.place_id, p.address, p.raw, p.value::varchar as value, p.mark,
    p.corrected <> '' as is_corrected
from unit_years u
join printed_figures p using (report_id)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and p.table_id <> 'narrative'
order by u.place_id, p.address
