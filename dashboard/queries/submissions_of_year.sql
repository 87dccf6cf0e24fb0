-- Which unit filed when?  One row per unit of the register in the last chosen year.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
)
select township, type, year, status, report_date, deadline, days_late, edition
from submissions_of($county)
join chosen using (series_id)
where year = $to_year
order by list_position(['missing', 'late', 'undated', 'on_time'], status), days_late desc,
    township collate zh
