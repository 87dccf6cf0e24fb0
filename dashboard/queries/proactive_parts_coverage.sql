-- How do the categories compare with the total, report by report?  One row per year; reports.
-- `excess` is what categories exceed their report's total by: never taken off other reports' gaps.
select year, count(*) as units_expected,
    count(coalesce(proactive_total, explained)) as units,
    count(proactive_total) as with_total, count(explained) as with_categories,
    count(*) filter (where has_channels) as with_channels,
    count(explained) filter (where proactive_total is null) as without_total,
    count(*) filter (where explained > proactive_total) as excess_reports,
    sum(explained - proactive_total) filter (where explained > proactive_total) as excess,
    sum(proactive_total) as total, sum(explained) as explained,
    sum(case when explained is null then proactive_total
        when proactive_total > explained then proactive_total - explained end) as unexplained
from unit_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
