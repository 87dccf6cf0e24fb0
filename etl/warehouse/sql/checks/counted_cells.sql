-- What do the cells of these reports count as?  One row per cell; a nil is 0, what is missing null.
select report_id, table_id || '.' || row_id || '.' || column_id, case mark when 'nil' then 0 else value end
from cells
where report_id = any($reports)
