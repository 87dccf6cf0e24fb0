-- What is each series called today?  One row per unit that carries a series on; `is_expected` where it
-- or a unit before it was ever to report, `newest_year` the last in which one did.
create or replace table series as
with members as (
    select series_id,
        string_agg(distinct township, '、' order by township)
            filter (where place_id <> series_id) as former_names
    from places
    group by series_id
),
filed as (
    select series_id, county_id, max(year) filter (where report_id is not null) as newest_year
    from submissions
    group by series_id, county_id
)
select p.series_id, p.county_id, p.province, p.prefecture, p.county, p.township, p.type,
    m.former_names, p.township || ifnull('（含原' || m.former_names || '）', '') as label,
    f.series_id is not null as is_expected, f.newest_year
from places p
join members m on m.series_id = p.place_id
left join filed f on f.series_id = p.place_id and f.county_id = p.county_id
order by p.county_id, p.township collate zh;
