-- Which layout of the form do these reports print?  One row per report.
select report_id, layout
from rule_inputs
where report_id = any($reports)
