-- What is each series called today?  One row per unit that carries a series on.
create or replace table series as
with members as (
    select series_id,
        string_agg(distinct township, '、' order by township)
            filter (where place_id <> series_id) as former_names
    from places
    group by series_id
)
select p.series_id, p.county_id, p.province, p.prefecture, p.county, p.township, p.type,
    m.former_names
from places p
join members m on m.series_id = p.place_id
order by p.county_id, p.township collate zh;
