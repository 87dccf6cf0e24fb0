-- What do these reports print in their sentences?  One row per figure.
select report_id, figure_id, raw, value, mark, approximate, evidence, place, reading, detail,
    confidence, corrected
from figures
where report_id = any($reports)
order by report_id, rowid;
