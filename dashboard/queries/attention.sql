-- What needs attention in the last chosen year?  One row per kind and subject: a township with its
-- `series_id`, or a rejected or waiting file, which belongs to no township.
with chosen as (
    select *
    from filings
    where county_id = $county and year = $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
),
subjects as (
    select status as kind, township as subject, series_id from chosen
    where status in ('missing', 'withdrawn')
    union all
    select outcome, file_name, null from untaken_files
    union all
    select 'contradictory', township, series_id
    from zero_kinds
    where county_id = $county and year = $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
      and kind = 'contradictory'
    union all
    select 'late', township || '（' || days_late || ' 天）', series_id
    from chosen where status = 'late'
    union all
    select 'candidates', township || '（' || count(distinct (report_id, figure_id)) || ' 个）', series_id
    from chosen join candidates using (report_id) group by township, series_id
    union all
    select 'unread', township || '（' || sum(unread_cells)::integer || ' 格）', series_id
    from chosen where unread_cells > 0 group by township, series_id
    union all
    select 'issues', township || '（' || sum(issues)::integer || ' 处）', series_id
    from chosen where issues > 0 group by township, series_id
)
select kind, subject, series_id
from subjects
order by kind, subject collate zh
