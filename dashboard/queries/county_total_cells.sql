-- What does each of these units print in the official tables of the last chosen year?  One row per
-- unit and cell; `value` is text, so that no digit of it is lost.
select s.place_id, c.table_id || '.' || c.row_id || '.' || c.column_id as address, c.raw,
    c.value::varchar as value, c.mark, c.corrected <> '' as is_corrected
from submissions s
join cells c using (report_id)
where s.county_id = $county and s.year = $to_year
  and (len($townships) = 0 or list_contains($townships, s.series_id))
  and (len($types) = 0 or list_contains($types, s.series_type))
order by s.place_id, address
