-- Which reports of the chosen units and years were sent back, and which version counts that came after?
-- One row per return of the selection.
with returned as (
    select unnest(
        $returns::struct(report_key text, place_id text, year integer)[], recursive := true
    )
),
units as (
    select p.place_id, p.county_id, p.township, p.series_id, s.type as series_type
    from places p
    join places s on s.place_id = p.series_id
)
select d.report_key, d.place_id, d.year, u.township, u.series_id, n.file_name as refiled_file,
    strftime(n.imported_at, '%Y-%m-%d %H:%M') as refiled_at
from returned d
join units u using (place_id)
left join reports b on b.report_key = d.report_key
left join reports n
    on n.place_id = d.place_id and n.year = d.year and n.is_active
        and n.report_key <> d.report_key and n.seq > ifnull(b.seq, 0)
where u.county_id = $county and d.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
