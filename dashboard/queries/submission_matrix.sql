-- Who reported in which year, and how?  One row per series and year; those to be chased for the
-- last chosen year come first.  A file that came for a unit without a report and is not taken makes
-- it rejected or waiting, one that was taken back withdrawn; errors are broken rules that no report may
-- break.
with untaken as (
    select series_id, year,
        arg_min(status, list_position(['waiting', 'rejected', 'withdrawn'], status)) as state,
        string_agg(named_file, '、') as files
    from filings
    where county_id = $county and named_file is not null
    group by series_id, year
),
cells as (
    select y.*, if(y.dated_by = 'published', '网页注明的发布日期 ', '报告日期 ') as date_name, n.files,
        ifnull(n.state, y.status) as state
    from series_years y
    left join untaken n using (series_id, year)
    where y.county_id = $county and y.year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, y.series_id))
      and (len($types) = 0 or list_contains($types, y.series_type))
),
latest as (
    select series_id, state, days_late from cells where year = $to_year
)
select c.township, c.year, c.state, c.days_late, c.report_date, c.filed_on, c.dated_by, c.deadline,
    c.units_expected, c.units_filed, nullif(c.errors, 0) as errors,
    case c.state
        when 'late' then c.days_late::text
        when 'partly_missing' then c.units_filed || '/' || c.units_expected
    end as glyph,
    concat_ws('；', case c.state
        when 'on_time' then c.date_name || c.filed_on
        when 'late' then c.days_late || ' 天，' || c.date_name || c.filed_on
        when 'rejected' then c.files
        when 'waiting' then c.files
        when 'withdrawn' then c.files
        when 'partly_missing' then '应报：' || c.names_that_year
        when 'missing' then '期限 ' || c.deadline
    end, nullif(c.errors, 0) || ' 处错误') as note
from cells c
left join latest l using (series_id)
order by list_position(
        ['waiting', 'rejected', 'withdrawn', 'missing', 'partly_missing', 'late', 'undated', 'on_time'],
        l.state
    ), l.days_late desc, c.township collate zh, c.year
