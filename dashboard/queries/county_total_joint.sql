-- Which documents are counted by several of these units in the last chosen year?  One row per entry and
-- unit, in the order in which they were written down.
select j.address, j.number, j.documents, j.place_id, j.township, j.mark, j.is_counted
from joint_units j
where j.county_id = $county and j.year = $to_year
  and (len($townships) = 0 or list_contains($townships, j.series_id))
  and (len($types) = 0 or list_contains($types, j.series_type))
order by j.address, j.number, j.township collate zh, j.place_id
