-- Have each report stand where `misplaced_reports` says that it belongs.
update reports set place_id = m.place_id, year = m.year
from misplaced_reports m
where m.report_id = reports.report_id
