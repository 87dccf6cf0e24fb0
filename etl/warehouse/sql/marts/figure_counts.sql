-- How many figures does each report print?  One row per report, table and mark.
create or replace table figure_counts as
select u.county_id, u.year, p.report_id, p.table_id, p.mark, count(*)::integer as figures
from printed_figures p
join unit_years u using (report_id)
group by u.county_id, u.year, p.report_id, p.table_id, p.mark
order by u.county_id, u.year, p.report_id, p.table_id, p.mark;
