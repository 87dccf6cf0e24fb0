-- What does a report print?  One row per address of a cell or a figure that is not absent.
select address, raw, value, mark
from printed_figures
where report_id = $report_id and mark <> 'absent'
