-- Which version of each report counts?  Of one place and year, the one imported last.
update reports set is_active = newest.report_id = reports.report_id
from (
    select place_id, year, arg_max(report_id, (seq, imported_at, report_id)) as report_id
    from reports
    group by place_id, year
) newest
where newest.place_id = reports.place_id and newest.year = reports.year
    and is_active <> (newest.report_id = reports.report_id)
