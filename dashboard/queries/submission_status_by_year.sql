-- How many units reported in each year, and in time?  One row per year; counts are of units.
select year,
    count(*) as expected,
    count(report_id) as filed,
    count(*) filter (where status = 'on_time') as on_time,
    count(*) filter (where status = 'late') as late,
    count(*) filter (where status = 'undated') as undated,
    count(*) filter (where status = 'missing') as missing
from chosen_submissions($county, $townships, $types)
where year between $from_year and $to_year
group by year
order by year
