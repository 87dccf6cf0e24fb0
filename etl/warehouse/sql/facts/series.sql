-- Was there a report for the year before?  One row per active report and fact.
-- A unit is held against itself; one that is new, against those that it carries on.
with filed as (
    select report_id, place_id, series_id, year from submissions where report_id is not null
),
before as (
    select f.report_id, s.year, s.report_id is not null as is_filed, s.place_id = f.place_id as is_own,
        f.year as own_year
    from filed f
    join submissions s on s.series_id = f.series_id and s.year < f.year
),
last_year as (
    select report_id,
        coalesce(bool_or(is_filed) filter (where is_own), bool_or(is_filed)) as is_filed
    from before
    where year = own_year - 1
    group by report_id
),
earlier as (
    select report_id, any_value(own_year)
        - coalesce(max(year) filter (where is_own), max(year)) as years
    from before
    where is_filed
    group by report_id
),
found as (
    select report_id, 'previous_filed' as fact_id, is_filed::integer as value from last_year
    union all
    select report_id, 'years_since_last_report', years from earlier
)
select report_id, fact_id, value::decimal(28, 10) as value, 'number' as mark, '' as evidence, '' as place
from found
