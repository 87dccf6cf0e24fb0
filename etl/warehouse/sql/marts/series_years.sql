-- Who was expected and who filed?  One row per series and year; before a merger several units share it.
-- Units that are carried on in another county stand in `submissions` only.
create or replace table series_years as
select u.county_id, u.series_id, s.township, u.series_type, u.year,
    count(*)::integer as units_expected,
    count(u.report_id)::integer as units_filed,
    string_agg(u.township, '、' order by u.township) as names_that_year,
    max(u.report_date) as report_date,
    max(u.filed_on) as filed_on,
    case when bool_or(u.dated_by = 'published') then 'published' else max(u.dated_by) end as dated_by,
    min(u.deadline) as deadline,
    max(u.days_late)::integer as days_late,
    string_agg(distinct u.edition, '、' order by u.edition) as edition,
    case
        when count(u.report_id) = 0 then 'missing'
        when count(u.report_id) < count(*) then 'partly_missing'
        when bool_or(u.status = 'late') then 'late'
        when bool_or(u.status = 'undated') then 'undated'
        else 'on_time'
    end as status,
    sum(e.errors)::integer as errors
from submissions u
join series s using (series_id, county_id)
left join (
    select report_id, count(*) as errors
    from findings
    where severity = 'error' and outcome = 'broken'
    group by report_id
) e using (report_id)
group by u.series_id, s.township, u.series_type, u.county_id, u.year
order by u.county_id, u.year, u.series_id;
