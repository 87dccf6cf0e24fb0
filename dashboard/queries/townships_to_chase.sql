-- Whom to chase for the last chosen year?  One row per unit of the register without a report, with
-- the file that was named for it and could not be imported, where there is one.
with refused as (
    select place_id, year, arg_max(file_name, imported_at) as file_name,
        arg_max(message, imported_at) as message
    from named_rejections
    group by place_id, year
)
select u.township, u.type,
    case when u.township <> u.series_township then u.series_township end as carried_on_by,
    if(r.file_name is null, 'missing', 'rejected') as reason, r.file_name, r.message, u.deadline,
    case when $today > u.deadline then date_diff('day', u.deadline, $today) end as days_since
from unit_years u
left join refused r using (place_id, year)
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and u.report_id is null
order by reason desc, u.township collate zh
