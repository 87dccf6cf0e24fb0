-- How many figures does each report print?  One row per report, table and mark; `position` is that of
-- the report in `unit_years`.
create or replace table figure_counts as
select u.county_id, u.series_id, u.series_type, u.year, u.position, p.report_id, p.table_id, p.mark,
    count(*)::integer as figures
from printed_figures p
join unit_years u using (report_id)
group by all
order by u.county_id, u.position, p.table_id, p.mark;
