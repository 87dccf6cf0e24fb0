-- What was known of the touched counties before the change?
create or replace temp table submissions_before as
from submissions
where county_id in (from touched_counties);

create or replace temp table similar_texts_before as
from similar_texts
where report_id in (select report_id from submissions_before where year in (from touched_years));
