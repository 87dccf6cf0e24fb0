-- Which cells were left blank or could not be read in the last chosen year?
-- One row per cell, in the order of the form.
with unread as materialized (
    select u.township, u.year, u.position as report_order, p.address, p.mark, p.raw, p.place
    from unit_years u
    join printed_figures p using (report_id)
    where u.county_id = $county and u.year = $to_year
      and (len($townships) = 0 or list_contains($townships, u.series_id))
      and (len($types) = 0 or list_contains($types, u.series_type))
      and u.unread_cells > 0 and p.table_id <> 'narrative' and p.mark in ('blank', 'unreadable')
)
select p.township, p.year, n.label, p.mark, p.raw, p.place
from unread p
left join address_names n using (address)
order by p.report_order, n.position
