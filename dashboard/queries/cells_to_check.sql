-- Which cells were left blank or could not be read in the last chosen year?
-- One row per cell, in the order of the form.
select s.township, s.year, n.label, c.mark, c.raw, c.place
from chosen_submissions($county, $townships, $types) s
join cells c using (report_id)
left join address_names n
    on n.address = c.table_id || '.' || c.row_id || '.' || c.column_id
where s.year = $to_year and c.mark in ('blank', 'unreadable')
order by s.township collate zh, n.position
