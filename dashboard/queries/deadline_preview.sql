-- Who would be late for the last chosen year with another deadline?  One row for the county.
select count(*) filter (where filed_on <= $deadline) as on_time,
    count(*) filter (where filed_on > $deadline) as late
from submissions
where county_id = $county and year = $to_year and kind not in (select kind from unit_kinds where is_compiled)
