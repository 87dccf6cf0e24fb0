-- Which figures does one version of a report print otherwise than another?  One row per address; in the
-- place of what is no number or slash stands its mark.
with printed as (
    select report_id, address, any_value(if(mark in ('number', 'nil'), raw, mark)) as said,
        any_value(value) as value, any_value(mark) as mark
    from printed_figures
    where report_id in ($report, $report_before)
    group by report_id, address
)
select ifnull(n.label, address) as label, ifnull(b.said, 'absent') as before,
    ifnull(a.said, 'absent') as after
from (from printed where report_id = $report_before) b
full join (from printed where report_id = $report) a using (address)
left join address_names n using (address)
where (ifnull(a.mark, 'absent'), a.value) is distinct from (ifnull(b.mark, 'absent'), b.value)
order by n.position, address
