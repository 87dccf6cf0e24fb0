-- Which figures does a finding speak of?  One row per figure, in the order of the formula.
select s.year, s.label, s.raw, s.value, s.mark, s.place, s.evidence, s.address, s.report_id,
    r.file_name, r.original, r.sha256, r.place_id
from finding_subjects s
left join reports r using (report_id)
where s.finding_id = $finding
order by s.position
