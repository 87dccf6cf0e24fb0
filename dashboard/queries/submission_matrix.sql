-- Who reported in which year, and how?  One row per series and year; those to be chased for the
-- last chosen year come first.  A file named for a unit that has no report, but which could not be
-- imported, makes it rejected; errors are broken rules that no report may break.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
),
refused as (
    select s.series_id, s.year, string_agg(distinct n.file_name, '、') as files
    from named_rejections n
    join submissions_of($county) s using (place_id, year)
    where s.report_id is null
    group by s.series_id, s.year
),
mistaken as (
    select series_id, year, count(*) as errors
    from findings_of($county)
    where county_id = $county and severity = 'error' and outcome = 'broken'
    group by series_id, year
),
cells as (
    select c.township, y.*, r.files, m.errors,
        case when r.files is not null then 'rejected' else y.status end as state
    from series_years_of($county) y
    join chosen c using (series_id)
    left join refused r using (series_id, year)
    left join mistaken m using (series_id, year)
    where y.year between $from_year and $to_year
),
latest as (
    select series_id, state, days_late from cells where year = $to_year
)
select c.township, c.year, c.state, c.days_late, c.report_date, c.deadline,
    c.units_expected, c.units_filed, c.errors,
    case c.state
        when 'late' then c.days_late::text
        when 'partly_missing' then c.units_filed || '/' || c.units_expected
    end as glyph,
    concat_ws('；', case c.state
        when 'on_time' then '报告日期 ' || c.report_date
        when 'late' then c.days_late || ' 天，报告日期 ' || c.report_date
        when 'rejected' then c.files
        when 'partly_missing' then '应报：' || c.names_that_year
        when 'missing' then '期限 ' || c.deadline
    end, c.errors || ' 处错误') as note
from cells c
left join latest l using (series_id)
order by list_position(
        ['rejected', 'missing', 'partly_missing', 'late', 'undated', 'on_time'], l.state
    ), l.days_late desc, c.township collate zh, c.year
