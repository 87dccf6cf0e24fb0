-- What needs attention in the last chosen year?  One row per kind, with the names concerned.
-- Rejected files, and those that wait, belong to no township.
with chosen as (
    select *
    from filings
    where county_id = $county and year = $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
),
subjects as (
    select 'missing' as kind, township as subject from chosen where status = 'missing'
    union all
    select outcome, file_name from untaken_files
    union all
    select 'contradictory', township
    from zero_kinds
    where county_id = $county and year = $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
      and kind = 'contradictory'
    union all
    select 'late', township || '（' || days_late || ' 天）' from chosen where status = 'late'
    union all
    select 'candidates', township || '（' || count(distinct (report_id, figure_id)) || ' 个）'
    from chosen join candidates using (report_id) group by township
    union all
    select 'unread', township || '（' || sum(unread_cells)::integer || ' 格）'
    from chosen where unread_cells > 0 group by township
    union all
    select 'issues', township || '（' || sum(issues)::integer || ' 处）'
    from chosen where issues > 0 group by township
)
select kind, count(*) as subject_count, list(subject order by subject collate zh) as subjects
from subjects
group by kind
order by list_position(
    ['missing', 'waiting', 'rejected', 'contradictory', 'late', 'candidates', 'unread', 'issues'],
    kind
)
