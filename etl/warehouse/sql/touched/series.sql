-- Which series must be computed again?  Those of which another report counts than before or in
-- another time, and those whose texts are like others than before; with every report of theirs.
create or replace temp table touched_series as
with filed as (
    (from submissions except from submissions_before)
    union all
    (from submissions_before except from submissions)
),
alike as (
    (from similar_texts except from similar_texts_before)
    union all
    (from similar_texts_before except from similar_texts)
)
select series_id from filed
union
select series_id
from alike
join (select report_id, series_id from submissions
    union select report_id, series_id from submissions_before) using (report_id);

create or replace temp table touched_reports as
select report_id
from reports
join places using (place_id)
where series_id in (from touched_series)
union
select report_id
from submissions_before
where series_id in (from touched_series) and report_id is not null
