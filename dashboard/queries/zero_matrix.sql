-- Did anyone apply in each township and year, and how do we know?  One row per series and year;
-- the series that were zero for the longest time at the end come first.  Before a merger a sum
-- stands only where every unit reported; the glyph then says at least how many there were.
with latest as (
    select series_id, arg_max(ifnull(zero_years, 0), year) as run
    from zero_kinds
    where county_id = $county and year <= $to_year
    group by series_id
)
select y.township, y.year, y.zero_kind as state, y.zero_years, y.received_new, y.received_told,
    y.received_new_mark, y.received_told_mark,
    case
        when y.zero_kind <> 'some' then null
        when coalesce(y.received_new, y.received_told) is not null
        then coalesce(y.received_new, y.received_told)::bigint::text
        else '≥' || coalesce(y.least_received_new, y.least_received_told)::bigint
    end as glyph,
    case
        when y.is_zero then '已连续 ' || y.zero_years || ' 年'
        when y.zero_kind = 'contradictory'
        then '表中 ' || ifnull(y.least_received_new::bigint::text, '未填数字')
            || '，正文 ' || y.least_received_told::bigint || ' 件'
    end as note
from township_years y
join latest l using (series_id)
where y.county_id = $county and y.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, y.series_id))
  and (len($types) = 0 or list_contains($types, y.series_type))
order by l.run desc, y.township collate zh, y.year
