-- What does each series print for each figure?  One row per series, year and address.
-- `value` is a sum only when every unit that should have reported printed a number or a slash;
-- `mark` is the worst of its units' marks, and a slash counts as 0 only beside a number.
create or replace table series_values as
with expected as (
    select series_id, county_id, year, count(*) as units
    from submissions
    group by series_id, county_id, year
),
counted as (
    select s.series_id, s.county_id, s.year, p.address,
        sum(p.value) as total,
        count(*) as printed_count,
        count(*) filter (where p.mark = 'number') as number_count,
        count(*) filter (where p.mark = 'nil') as nil_count,
        count(*) filter (where p.mark = 'blank') as blank_count,
        count(*) filter (where p.mark = 'absent') as absent_count,
        count(*) filter (where p.mark = 'unreadable') as unreadable_count,
        bool_or(p.approximate) as approximate
    from printed_figures p
    join submissions s using (report_id)
    group by s.series_id, s.county_id, s.year, p.address
),
judged as (
    select c.*,
        case
            when c.unreadable_count > 0 then 'unreadable'
            when c.absent_count > 0 or c.printed_count < e.units then 'absent'
            when c.blank_count > 0 then 'blank'
            when c.number_count = 0 then 'nil'
            else 'number'
        end as mark
    from counted c
    join expected e using (series_id, county_id, year)
)
select county_id, series_id, year, address, case when mark = 'number' then total end as value,
    mark, approximate, number_count, nil_count
from judged
order by county_id, address, year, series_id;
