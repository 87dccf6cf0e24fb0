-- Under which unit did a report come that counts for this unit and year now?  One row, or none.
select split_part(report_key, '/', 2) as place_id
from reports
where sha256 = $content and place_id = $place_id and year = $year
limit 1
