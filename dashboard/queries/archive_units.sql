-- For which units and years of the selection did files come?  One row per unit and year; those first of
-- which a person has decided, then those with several versions.
with versions as (
    select r.place_id, r.year, count(*) as versions,
        any_value(r.file_name) filter (where r.is_active) as file_name,
        strftime(max(r.imported_at), '%Y-%m-%d %H:%M') as imported_at
    from reports r
    group by r.place_id, r.year
),
decided as (
    select place_id, year, who || if(why = '', '', '：' || why) as decided from chosen_reports
)
select f.place_id || '-' || f.year as id, f.place_id, f.series_id, f.township, f.year, f.status,
    v.versions, v.file_name, v.imported_at, d.decided
from filings f
join versions v using (place_id, year)
left join decided d using (place_id, year)
where f.county_id = $county and f.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, f.series_id))
  and (len($types) = 0 or list_contains($types, f.series_type))
order by d.decided is null, v.versions desc, f.year desc, f.township collate zh
