-- Which figures were filed and are in no sum of merged units?  One row per unit, year and figure: a
-- series of several units gives a figure only where each of them does, and here another has no report
-- (`partly_missing`) or does not print it; `others` names those. Of the text only what indicators add up.
create or replace table left_out_figures as
with several as (
    select county_id, series_id, year from submissions group by all having count(*) > 1
),
dropped as (
    select v.county_id, v.series_id, v.year, v.address
    from series_values v
    join several using (county_id, series_id, year)
    where v.mark not in ('number', 'nil') and v.number_count > 0
      and (v.address not like 'narrative.%' or v.address in (select address from indicator_terms))
),
units as (
    select s.county_id, s.series_id, s.series_type, s.place_id, s.township, s.year, d.address,
        s.report_id, p.table_id, p.raw, p.value, p.approximate, ifnull(p.mark, 'absent') as mark
    from dropped d
    join submissions s using (county_id, series_id, year)
    left join printed_figures p on p.report_id = s.report_id and p.address = d.address
),
lacking as (
    select county_id, series_id, year, address, bool_or(report_id is null) as is_unfiled,
        string_agg(township, '、' order by township collate zh) as others
    from units
    where mark not in ('number', 'nil')
    group by county_id, series_id, year, address
)
select u.county_id, u.series_id, u.series_type, u.place_id, u.township, u.year, u.address,
    u.table_id, u.raw, u.value, u.approximate,
    if(l.is_unfiled, 'partly_missing', 'absent') as reason, l.others
from units u
join lacking l using (county_id, series_id, year, address)
where u.mark = 'number'
order by u.county_id, u.year, u.place_id, u.address;
