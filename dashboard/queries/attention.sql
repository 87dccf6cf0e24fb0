-- What needs attention in the last chosen year?  One row per kind, with the names concerned.
-- Rejected files belong to no township.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
),
filings as (
    select s.*
    from submissions_of($county) s
    join chosen using (series_id)
    where s.year = $to_year
),
unread_cells as (
    select f.township, count(*) as cell_count
    from filings f
    join cells c using (report_id)
    where c.mark in ('blank', 'unreadable')
    group by f.township
),
notes as (
    select f.township, count(*) as issue_count
    from filings f
    join issues i using (report_id)
    group by f.township
),
subjects as (
    select 'missing' as kind, township as subject from filings where status = 'missing'
    union all
    select 'rejected', file_name from refused_files
    union all
    select 'contradictory', c.township
    from zero_kinds_of($county) z join chosen c using (series_id)
    where z.year = $to_year and z.kind = 'contradictory'
    union all
    select 'late', township || '（' || days_late || ' 天）' from filings where status = 'late'
    union all
    select 'unread', township || '（' || cell_count || ' 格）' from unread_cells
    union all
    select 'issues', township || '（' || issue_count || ' 处）' from notes
)
select kind, count(*) as subject_count, list(subject order by subject collate zh) as subjects
from subjects
group by kind
order by list_position(
    ['missing', 'rejected', 'contradictory', 'late', 'unread', 'issues'], kind
)
