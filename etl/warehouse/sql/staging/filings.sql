-- How does each unit's report of each year stand?  One row of `unit_years` each; a file that came for
-- a unit without a report and is not taken makes it `rejected` or `waiting`, one that was taken back
-- `withdrawn`.
create or replace view filings as
select u.* replace (ifnull(n.outcome, u.status) as status), n.file_name as named_file, n.message
from unit_years u
left join named_files n
    on u.report_id is null and n.place_id = u.place_id and n.year = u.year;
