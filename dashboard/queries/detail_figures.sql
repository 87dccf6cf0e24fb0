-- Which figures do the reports print, one below the other?  One row per unit, year and figure of
-- the chosen tables and marks, `rows_in_all` of which a page shows `page_rows`.  Only the reports that
-- stand on the page are read; `figures_above` says how many figures stand before a report.
with filed as (
    select u.report_id, u.township, u.type, u.year, u.place_id, sum(c.figures) as figures
    from unit_years u
    join figure_counts c using (county_id, year, report_id)
    where u.county_id = $county and u.year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, u.series_id))
      and (len($types) = 0 or list_contains($types, u.series_type))
      and (len($tables) = 0 or list_contains($tables, c.table_id))
      and (len($marks) = 0 or list_contains($marks, c.mark))
    group by u.report_id, u.township, u.type, u.year, u.place_id
),
counted as (
    select *, sum(figures) over ()::integer as rows_in_all, sum(figures) over (
            order by year desc, township collate zh, place_id
        ) - figures as figures_above
    from filed
),
shown as (
    select *
    from counted
    where figures_above < $skipped + $page_rows and figures_above + figures > $skipped
)
select f.township, f.type, f.year, p.table_id, p.address, n.label, p.raw, p.value, p.mark, n.unit,
    p.approximate, p.place, p.evidence, p.reading, p.confidence, p.corrected, r.file_name,
    f.rows_in_all
from shown f
join printed_figures p using (report_id)
join reports r using (report_id)
left join address_names n using (address)
where (len($tables) = 0 or list_contains($tables, p.table_id))
  and (len($marks) = 0 or list_contains($marks, p.mark))
order by f.figures_above, n.position, p.address
limit $page_rows offset $skipped - ifnull((select min(figures_above) from shown), 0)::bigint
