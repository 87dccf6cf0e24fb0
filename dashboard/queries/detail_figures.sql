-- Which figures do the reports print, one below the other?  One row per unit, year and figure of
-- the chosen tables and marks, `rows_in_all` of which a page shows `page_rows`.
with filed as (
    select s.report_id, s.township, s.type, s.year, row_number() over (
        order by s.year desc, s.township collate zh, s.place_id
    ) as position
    from chosen_submissions($county, $townships, $types) s
    where s.year between $from_year and $to_year
),
printed as not materialized (
    select report_id, table_id, table_id || '.' || row_id || '.' || column_id as address, raw,
        value, mark, false as approximate, place, '' as evidence, reading, confidence, corrected
    from cells
    union all
    select report_id, 'narrative', 'narrative.' || figure_id, raw, value, mark, approximate, place,
        evidence, reading, confidence, corrected
    from figures
),
counted as (
    select count(*)::integer as rows_in_all
    from printed
    join filed using (report_id)
    where (len($tables) = 0 or list_contains($tables, table_id))
      and (len($marks) = 0 or list_contains($marks, mark))
)
select f.township, f.type, f.year, p.table_id, p.address, n.label, p.raw, p.value, p.mark,
    n.unit, p.approximate, p.place, p.evidence, p.reading, p.confidence, p.corrected, r.file_name,
    t.rows_in_all
from printed p
join filed f using (report_id)
join reports r using (report_id)
cross join counted t
left join address_names n using (address)
where (len($tables) = 0 or list_contains($tables, p.table_id))
  and (len($marks) = 0 or list_contains($marks, p.mark))
order by f.position, n.position, p.address
limit $page_rows offset $skipped
