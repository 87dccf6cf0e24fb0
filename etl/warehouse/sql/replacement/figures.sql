-- What does a report print?  One row per address of a cell or a figure that is not absent.
select table_id || '.' || row_id || '.' || column_id as address, raw, value, mark
from cells
where report_id = $report_id and mark <> 'absent'
union all
select 'narrative.' || figure_id, raw, value, mark
from figures
where report_id = $report_id and mark <> 'absent'
