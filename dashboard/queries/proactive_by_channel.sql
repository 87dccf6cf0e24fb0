-- Through which channels was it published?  One row per year and channel as printed.
-- One piece may go out through several channels: never add them up.  `rank` tells the channels that
-- most units print.  `change` compares the `compared` units that print one in both years.
with items as (
    select year, place_id, label, sum(count) as count, bool_or(approximate) as approximate,
        lag(year) over unit = year - 1 as is_compared, lag(sum(count)) over unit as before
    from item_years
    where county_id = $county and year between $from_year - 1 and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
      and axis = 'channel' and is_main_piece
    group by year, place_id, label
    window unit as (partition by place_id, label order by year)
),
printed as (
    select * from items where year >= $from_year
),
ranked as (
    select label, row_number() over (order by count(*) desc, sum(count) desc, label) as rank
    from printed
    group by label
),
answered as (
    select year, count(distinct place_id) as told_units
    from printed
    group by year
),
expected as (
    select year, count(*) as units_expected
    from unit_years
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
    group by year
)
select p.year, p.label, r.rank, sum(p.count) as value, count(distinct p.place_id) as units,
    any_value(a.told_units) as told_units, any_value(e.units_expected) as units_expected,
    count(*) filter (where p.is_compared) as compared,
    sum(p.count - p.before) filter (where p.is_compared) as change,
    bool_or(p.approximate) as approximate, if(bool_or(p.approximate), '含约数', '') as about
from printed p
join ranked r using (label)
join expected e using (year)
join answered a using (year)
group by p.year, p.label, r.rank
order by p.year, r.rank
