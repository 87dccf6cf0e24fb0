-- Whom to chase for the last chosen year?  One row per unit of the register without a report, with
-- the file that came for it and is not taken, where there is one.
select place_id, year, township, type,
    case when township <> series_township then series_township end as carried_on_by,
    status as reason, named_file as file_name, message, deadline,
    case when $today > deadline then date_diff('day', deadline, $today) end as days_since
from filings
where county_id = $county and year = $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
  and report_id is null
order by reason desc, township collate zh
