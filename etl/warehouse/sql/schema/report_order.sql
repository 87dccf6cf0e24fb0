-- In which order do the versions of a unit's year count?  One row per report; the highest `position`
-- that counts is the active one.  A chosen version stands as if it had come with entry `since`, and
-- where none is to count only what came after it does.
create view report_order as
select r.report_id, r.place_id, r.year,
    (
        greatest(r.seq, if(c.report_key = r.report_key, c.since, r.seq)),
        ifnull(c.report_key = r.report_key, false), r.imported_at, r.report_id
    ) as position,
    ifnull(c.report_key <> '' or r.seq > c.since, true) as counts
from reports r
left join chosen_reports c using (place_id, year);
