-- Which version of each report counts?  Of one place and year the last that does, as a person chose.
update reports set is_active = last.report_id is not distinct from reports.report_id
from (
    select place_id, year, arg_max(report_id, position) filter (where counts) as report_id
    from report_order
    group by place_id, year
) last
where last.place_id = reports.place_id and last.year = reports.year
    and is_active <> (last.report_id is not distinct from reports.report_id)
