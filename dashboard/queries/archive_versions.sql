-- Which versions were filed for a unit and year, and what does each read?  One row per version, the
-- newest first, with the one that came before it.
select r.report_id, r.report_key, r.place_id, r.year, r.file_name, r.format, r.original, r.sha256,
    r.is_active, r.report_date, strftime(r.imported_at, '%Y-%m-%d %H:%M') as imported_at,
    ifnull(i.who, '') as who, ifnull(i.why, '') as why, f.figures, p.township as came_under,
    split_part(r.report_key, '/', 3)::integer as came_year,
    r.report_key <> concat_ws('/', r.sha256, r.place_id, r.year) as is_moved,
    row_number() over (order by o.counts desc, o.position desc) as turn, o.counts,
    lag(r.report_id) over (order by r.seq, r.imported_at, r.report_id) as report_before
from reports r
join report_order o using (report_id)
left join imports i on i.seq = r.seq and r.seq > 0 and i.sha256 = r.sha256
left join places p on p.place_id = split_part(r.report_key, '/', 2)
left join (
    select report_id, count(*) as figures
    from printed_figures where mark in ('number', 'nil') group by report_id
) f using (report_id)
where r.place_id = $place_id and r.year = $year
order by r.seq desc, r.imported_at desc, r.report_id desc
