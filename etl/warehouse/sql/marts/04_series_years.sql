-- Who was expected and who filed?  One row per series and year; before a merger several units share it.
create or replace table series_years as
select series_id, series_type, county_id, year,
    count(*)::integer as units_expected,
    count(report_id)::integer as units_filed,
    string_agg(township, '、' order by township) as names_that_year,
    max(report_date) as report_date,
    min(deadline) as deadline,
    max(days_late)::integer as days_late,
    string_agg(distinct edition, '、' order by edition) as edition,
    case
        when count(report_id) = 0 then 'missing'
        when count(report_id) < count(*) then 'partly_missing'
        when bool_or(status = 'late') then 'late'
        when bool_or(status = 'undated') then 'undated'
        else 'on_time'
    end as status
from submissions
group by series_id, series_type, county_id, year
order by county_id, year, series_id;
