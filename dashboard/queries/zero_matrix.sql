-- Did anyone apply in each township and year, and how do we know?  One row per series and year;
-- the series that were zero for the longest time at the end come first.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
),
latest as (
    select series_id, arg_max(ifnull(zero_years, 0), year) as run
    from zero_kinds
    where year <= $to_year
    group by series_id
)
select c.township, z.year, z.kind as state, z.received_new, z.received_told, z.zero_years,
    case when z.kind = 'some' then ifnull(z.received_new, z.received_told)::bigint::text end
        as glyph,
    case
        when z.is_zero then '已连续 ' || z.zero_years || ' 年'
        when z.kind = 'contradictory'
        then '表中 ' || ifnull(z.received_new::bigint::text, '未填数字')
            || '，正文 ' || z.received_told::bigint || ' 件'
    end as note
from zero_kinds z
join chosen c using (series_id)
join latest l using (series_id)
where z.year between $from_year and $to_year
order by l.run desc, c.township collate zh, z.year
