-- Which figures do the reports print, one below the other?  One row per unit, year and figure of
-- the chosen tables and marks, `rows_in_all` of which a page shows `page_rows`.  Only the reports that
-- stand on the page are read; `figures_above` says how many figures stand before a report.
with filed as (
    select report_id, position, sum(figures) as figures
    from figure_counts
    where county_id = $county and year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
      and (len($tables) = 0 or list_contains($tables, table_id))
      and (len($marks) = 0 or list_contains($marks, mark))
    group by report_id, position
),
counted as (
    select *, sum(figures) over ()::integer as rows_in_all,
        (sum(figures) over (order by position) - figures)::bigint as figures_above
    from filed
)
select u.township, u.type, u.year, p.table_id, p.address, n.label, p.raw, p.value, p.mark, n.unit,
    p.approximate, p.place, p.evidence, p.reading, p.confidence, p.corrected, r.file_name,
    f.rows_in_all
from counted f
join unit_years u using (report_id)
join reports r using (report_id)
join printed_figures p using (report_id)
left join address_names n using (address)
where f.figures_above < $skipped + $page_rows and f.figures_above + f.figures > $skipped
  and (len($tables) = 0 or list_contains($tables, p.table_id))
  and (len($marks) = 0 or list_contains($marks, p.mark))
qualify f.figures_above + row_number() over (
        partition by p.report_id order by n.position, p.address
    ) between $skipped + 1 and $skipped + $page_rows
order by f.figures_above, n.position, p.address
