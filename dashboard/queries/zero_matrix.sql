-- Did anyone apply in each township and year, and how do we know?  One row per series and year;
-- the series that were zero for the longest time at the end come first.  Before a merger a sum
-- stands only where every unit reported; the glyph then says at least how many there were.
with chosen as (
    select series_id, township from chosen_series($county, $townships, $types)
),
figures_of_year as (
    select series_id, year,
        any_value(value) filter (where address = 'applications.received_new.total') as received_new,
        any_value(mark) filter (where address = 'applications.received_new.total')
            as received_new_mark,
        any_value(value) filter (where address = 'narrative.applications_received')
            as received_told,
        any_value(mark) filter (where address = 'narrative.applications_received')
            as received_told_mark
    from series_values_of($county)
    where address in ('applications.received_new.total', 'narrative.applications_received')
    group by series_id, year
),
latest as (
    select series_id, arg_max(ifnull(zero_years, 0), year) as run
    from zero_kinds_of($county)
    where year <= $to_year
    group by series_id
)
select c.township, z.year, z.kind as state, z.zero_years,
    f.received_new, f.received_told,
    shown_mark(y.status, f.received_new_mark) as received_new_mark,
    shown_mark(y.status, f.received_told_mark) as received_told_mark,
    case
        when z.kind <> 'some' then null
        when ifnull(f.received_new, f.received_told) is not null
        then ifnull(f.received_new, f.received_told)::bigint::text
        else '≥' || ifnull(z.received_new, z.received_told)::bigint
    end as glyph,
    case
        when z.is_zero then '已连续 ' || z.zero_years || ' 年'
        when z.kind = 'contradictory'
        then '表中 ' || ifnull(z.received_new::bigint::text, '未填数字')
            || '，正文 ' || z.received_told::bigint || ' 件'
    end as note
from zero_kinds_of($county) z
join chosen c using (series_id)
join latest l using (series_id)
join series_years_of($county) y using (series_id, year)
left join figures_of_year f using (series_id, year)
where z.year between $from_year and $to_year
order by l.run desc, c.township collate zh, z.year
