-- Who would be late for the last chosen year with another deadline?  One row for the county.
select count(*) filter (where report_date <= $deadline) as on_time,
    count(*) filter (where report_date > $deadline) as late
from submissions
where county_id = $county and year = $to_year
