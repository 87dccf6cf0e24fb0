-- How do the categories compare with the total, report by report?  One row per year; reports.
-- `excess` is what categories exceed their report's total by: never taken off other reports' gaps.
with filings as (
    select s.year, s.report_id
    from chosen_submissions($county, $townships, $types) s
    where s.year between $from_year and $to_year
),
explained as (
    select report_id, sum(count) as value
    from items
    join filings using (report_id)
    where axis = 'category' and parent is null
      and unit in ('', '条', '篇', '件', '则', '份', '个')
    group by report_id
),
channelled as (
    select distinct report_id
    from items
    join filings using (report_id)
    where axis = 'channel' and parent is null
),
reports_of_year as (
    select f.year, f.report_id, t.value as total, t.approximate, e.value as explained,
        f.report_id in (select report_id from channelled) as has_channels
    from filings f
    left join figures t
        on t.report_id = f.report_id and t.figure_id = 'proactive_total' and t.mark = 'number'
    left join explained e on e.report_id = f.report_id
)
select year, count(*) as units_expected,
    count(*) filter (where total is not null or explained is not null) as units,
    count(*) filter (where total is not null) as with_total,
    count(*) filter (where explained is not null) as with_categories,
    count(*) filter (where has_channels) as with_channels,
    count(*) filter (where explained is not null and total is null) as without_total,
    count(*) filter (where explained > total) as excess_reports,
    sum(explained - total) filter (where explained > total) as excess,
    sum(total) as total, sum(explained) as explained,
    sum(case when explained is null then total
        when total > explained then total - explained end) as unexplained
from reports_of_year
group by year
order by year
