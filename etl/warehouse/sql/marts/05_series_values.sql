-- What does each series print for each figure?  One row per series, year and address.
-- `value` is a sum only when every unit that should have reported printed a number or a slash;
-- `mark` is the worst of its units' marks, and a slash counts as 0 only beside a number.
create or replace table series_values as
with counted as (
    select series_id, county_id, year, address,
        sum(value) as total,
        count(*) as printed_count,
        count(*) filter (where mark = 'number') as number_count,
        count(*) filter (where mark = 'nil') as nil_count,
        count(*) filter (where mark = 'blank') as blank_count,
        count(*) filter (where mark = 'absent') as absent_count,
        count(*) filter (where mark = 'unreadable') as unreadable_count,
        bool_or(approximate) as approximate
    from unit_values
    group by series_id, county_id, year, address
),
judged as (
    select c.*,
        case
            when c.unreadable_count > 0 then 'unreadable'
            when c.absent_count > 0 or c.printed_count < y.units_expected then 'absent'
            when c.blank_count > 0 then 'blank'
            when c.number_count = 0 then 'nil'
            else 'number'
        end as mark
    from counted c
    join series_years y using (series_id, county_id, year)
)
select series_id, county_id, year, address,
    case when mark = 'number' then total end as value,
    mark, approximate, number_count, nil_count
from judged
order by county_id, address, year, series_id;
