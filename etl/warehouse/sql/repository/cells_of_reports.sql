-- What do these reports print in their tables?  One row per cell, in printed order.
select report_id, table_id, row_id, column_id, raw, value, mark, place, reading, confidence,
    corrected
from cells
where report_id = any($reports)
order by report_id, rowid;
