-- Which figures does each report print, side by side?  One row per unit of the register and year,
-- with as long a list of addresses as of each thing that is printed for them, of the chosen tables.
with wanted as (
    select report_id, township, type, year, status, edition, position,
        count(*) over ()::integer as rows_in_all
    from filings
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
    order by position
    limit $page_rows offset $skipped
),
listed as (
    select report_id, list(address) as addresses, list(raw) as raws,
        list(value::double) as "values", list(mark) as marks, list(approximate) as approximates
    from printed_figures
    join wanted using (report_id)
    where len($tables) = 0 or list_contains($tables, table_id)
    group by report_id
)
select w.township, w.type, w.year, w.status, w.edition, w.rows_in_all, w.report_id,
    l.* exclude (report_id)
from wanted w
left join listed l using (report_id)
order by w.position
