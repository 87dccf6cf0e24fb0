-- Whom to chase for the last chosen year?  One row per unit of the register without a report, with
-- the file that was named for it and could not be imported, where there is one.
with refused as (
    select place_id, year, arg_max(file_name, imported_at) as file_name,
        arg_max(message, imported_at) as message
    from named_rejections
    group by place_id, year
)
select s.township, s.type,
    case when s.township <> c.township then c.township end as carried_on_by,
    case when r.file_name is null then 'missing' else 'rejected' end as reason,
    r.file_name, r.message, s.deadline,
    case when $today > s.deadline then date_diff('day', s.deadline, $today) end as days_since
from submissions_of($county) s
join chosen_series($county, $townships, $types) c using (series_id)
left join refused r using (place_id, year)
where s.year = $to_year and s.report_id is null
order by reason desc, s.township collate zh
