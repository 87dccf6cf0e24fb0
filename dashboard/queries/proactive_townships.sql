-- How much did each township disclose?  One row per series and year, the newest first; the change
-- is on the year before, and `unexplained` what no category names.
with chosen as (
    select series_id, township, type from chosen_series($county, $townships, $types)
),
totals as (
    select series_id, year, value, mark, approximate
    from series_values_of($county)
    where address = 'narrative.proactive_total'
),
explained as (
    select series_id, year, sum(count) as value
    from item_years_of($county)
    where axis = 'category' and parent is null
      and unit in ('', '条', '篇', '件', '则', '份', '个')
    group by series_id, year
)
select c.township, c.type, y.year, t.value as proactive_total,
    shown_mark(y.status, t.mark) as proactive_total_mark,
    ifnull(t.approximate, false) as approximate,
    case when t.approximate then '约数' else '' end as about,
    b.value as before_total,
    t.value - b.value as change,
    case when b.value >= 10 then (t.value - b.value) / b.value end as change_rate,
    e.value as explained,
    case when e.value is null then t.value
        when t.value >= e.value then t.value - e.value end as unexplained,
    case when e.value > t.value then e.value - t.value end as excess
from chosen c
join series_years_of($county) y using (series_id)
left join totals t on t.series_id = c.series_id and t.year = y.year
left join totals b on b.series_id = c.series_id and b.year = y.year - 1
left join explained e on e.series_id = c.series_id and e.year = y.year
where y.year between $from_year and $to_year
order by y.year desc, proactive_total desc nulls last, c.township collate zh
