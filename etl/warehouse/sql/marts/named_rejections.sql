-- Which file that could not be imported is named for which unit and year?  One row per unit, year
-- and file name: the longest name of the register in it, and the years it writes.  A name that
-- several counties have counts only where the file names the county too.
create or replace table named_rejections as
with refused as (
    select file_name, message, imported_at,
        list_filter(
            regexp_extract_all(file_name, '[0-9]+'), lambda run: len(run) = 4 and run[:2] = '20'
        ) as runs
    from refused_files
),
dated as (
    select file_name, message, imported_at, unnest(list_distinct(runs))::integer as year
    from refused
),
named as (
    select d.*, p.place_id, p.township, p.county
    from dated d
    join places p on contains(d.file_name, p.township)
    where (p.valid_from is null or d.year >= p.valid_from)
      and (p.valid_to is null or d.year <= p.valid_to)
),
longest as (
    select *
    from named
    qualify len(township) = max(len(township)) over (partition by file_name, year)
)
select place_id, year, file_name, message, imported_at
from longest
qualify count(*) over (partition by file_name, year) = 1
    or count(*) filter (where contains(file_name, county))
        over (partition by file_name, year) = 1
    and contains(file_name, county)
order by place_id, year, file_name;
