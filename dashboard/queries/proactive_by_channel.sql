-- Through which channels was it published?  One row per year and channel as printed.
-- One piece may go out through several channels: never add them up.  The five channels printed by
-- most units are told apart, the rest is counted as how many labels there are.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
),
printed as (
    select s.year, s.place_id, i.label, i.count, i.approximate
    from items i
    join submissions_of($county) s using (report_id)
    join chosen using (series_id)
    where i.axis = 'channel' and i.parent is null
      and i.unit in ('', '条', '篇', '件', '则', '份', '个')
      and s.year between $from_year and $to_year
),
ranked as (
    select label, row_number() over (order by count(*) desc, sum(count) desc, label) as rank
    from printed
    group by label
),
expected as (
    select year, count(*) as units_expected, count(report_id) as units_filed
    from chosen_submissions($county, $townships, $types)
    where year between $from_year and $to_year
    group by year
),
answered as (
    select year, count(distinct place_id) as told_units
    from printed
    group by year
)
select p.year, p.label, r.rank, sum(p.count) as value, count(distinct p.place_id) as units,
    any_value(a.told_units) as told_units, any_value(e.units_expected) as units_expected,
    bool_or(p.approximate) as approximate,
    case when bool_or(p.approximate) then '含约数' else '' end as about
from printed p
join ranked r using (label)
join expected e using (year)
join answered a using (year)
group by p.year, p.label, r.rank
order by p.year, r.rank
