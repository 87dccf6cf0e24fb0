-- Which parts of the disclosed total do these reports list?  One row per part, in printed order.
select report_id, label, count, unit, axis, parent, approximate, evidence, place, confidence
from items
where report_id = any($reports)
order by report_id, position;
