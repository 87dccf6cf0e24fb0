-- Which figures does each report print, side by side?  One row per unit of the register and year;
-- `printed` lists its figures of the chosen tables, null where there is no report.
with printed as (
    select report_id, table_id || '.' || row_id || '.' || column_id as address, raw, value, mark,
        false as approximate
    from cells
    where len($tables) = 0 or list_contains($tables, table_id)
    union all
    select report_id, 'narrative.' || figure_id, raw, value, mark, approximate
    from figures
    where len($tables) = 0 or list_contains($tables, 'narrative')
),
listed as (
    select report_id,
        list({
            address: address, raw: raw, value: value::double, mark: mark, approximate: approximate
        }) as printed
    from printed
    group by report_id
)
select s.township, s.type, s.year, s.status, s.edition,
    case when s.report_id is not null then ifnull(l.printed, []) end as printed,
    count(*) over ()::integer as rows_in_all
from submissions s
join chosen_series($county, $townships, $types) c on c.series_id = s.series_id
left join listed l using (report_id)
where s.year between $from_year and $to_year
order by s.year desc, s.township collate zh, s.place_id
limit $page_rows offset $skipped
