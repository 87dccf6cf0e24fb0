-- What of a report's text waits for a person to confirm?  One row per candidate, in printed order.
select c.figure_id, ifnull(n.label, c.figure_id) as label, ifnull(n.unit, '') as unit,
    c.raw, c.value, c.others, c.reason, c.evidence, c.place
from candidates c
left join address_names n on n.address = 'narrative.' || c.figure_id
where c.report_id = $report
order by c.position
