-- How many units reported in each year, and in time?  One row per year; counts are of units, and
-- `lacking` are all without a report.
select year,
    count(*) as expected,
    count(report_id) as filed,
    count(*) filter (where status = 'on_time') as on_time,
    count(*) filter (where status = 'late') as late,
    count(*) filter (where status = 'undated') as undated,
    count(*) filter (where status = 'waiting') as waiting,
    count(*) filter (where status = 'rejected') as rejected,
    count(*) filter (where status = 'withdrawn') as withdrawn,
    count(*) filter (where status = 'missing') as missing,
    count(*) filter (where report_id is null) as lacking
from filings
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
