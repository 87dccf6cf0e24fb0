-- What do the cells of these reports count as?  One row per cell; a nil is 0, what is missing null.
select report_id, address, case mark when 'nil' then 0 else value end
from printed_figures
where report_id = any($reports) and table_id <> 'narrative'
