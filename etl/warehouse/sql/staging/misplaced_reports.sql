-- Which reports stand under another unit or year than people said, or than they came under where no
-- one says so any more?  One row per report, with where it belongs.
create or replace temp table misplaced_reports as
with meant as (
    select r.report_id, r.place_id as place_id_before, r.year as year_before,
        ifnull(m.place_id, split_part(r.report_key, '/', 2)) as place_id,
        ifnull(m.year, split_part(r.report_key, '/', 3)::integer) as year
    from reports r
    left join moved_reports m using (report_key)
)
from meant
where place_id <> place_id_before or year <> year_before
