-- Which unit filed when?  One row per unit of the register in the last chosen year.
select township, type, year, status, report_date, deadline, days_late, edition
from chosen_submissions($county, $townships, $types)
where year = $to_year
order by list_position(['missing', 'late', 'undated', 'on_time'], status), days_late desc,
    township collate zh
