-- Which unit filed when?  One row per unit of the register in the last chosen year.
select township, type, year, status, report_date, deadline, days_late, edition
from filings
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by list_position(['waiting', 'rejected', 'withdrawn', 'missing', 'late', 'undated', 'on_time'],
    status),
    days_late desc, township collate zh
