-- Which figures does each report print, side by side?  One row per unit of the register and year,
-- with as long a list of addresses as of each thing that is printed for them, of the chosen tables.
with wanted as materialized (
    select s.*, count(*) over ()::integer as rows_in_all
    from chosen_submissions($county, $townships, $types) s
    where s.year between $from_year and $to_year
    order by s.year desc, s.township collate zh, s.place_id
    limit $page_rows offset $skipped
),
printed as (
    select report_id, table_id || '.' || row_id || '.' || column_id as address, raw, value, mark,
        false as approximate
    from cells
    join wanted using (report_id)
    where len($tables) = 0 or list_contains($tables, table_id)
    union all
    select report_id, 'narrative.' || figure_id, raw, value, mark, approximate
    from figures
    join wanted using (report_id)
    where len($tables) = 0 or list_contains($tables, 'narrative')
),
listed as (
    select report_id, list(address) as addresses, list(raw) as raws,
        list(value::double) as "values", list(mark) as marks, list(approximate) as approximates
    from printed
    group by report_id
)
select s.township, s.type, s.year, s.status, s.edition, s.rows_in_all, l.* exclude (report_id)
from wanted s
left join listed l using (report_id)
order by s.year desc, s.township collate zh, s.place_id
