-- What does one report print, figure by figure?  One row per cell and figure, as in the form.
select p.address, p.row_address, p.raw, p.value, p.mark, p.approximate, p.evidence, p.place,
    p.reading, p.confidence, p.corrected, ifnull(n.label, p.address) as label,
    ifnull(n.row_label, '') as row_label, ifnull(n.unit, '') as unit
from printed_figures p
left join address_names n using (address)
where p.report_id = $report
order by n.position, p.address, p.place
