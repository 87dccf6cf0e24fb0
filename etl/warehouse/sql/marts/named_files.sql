-- Which file that came and is not taken is for which unit and year?  One row per unit and year: the
-- newest such file, one that waits before one that was rejected.  A file is for the longest name of
-- the register in its name, and the years that it writes; a name that several counties have counts
-- only where the file names the county too.  One that waits is also for the unit and the year that its
-- text names, where of those that have no report yet it can be no other.  A report that was withdrawn is
-- such a file as well.
create or replace table named_files as
with files as (
    select row_number() over (order by imported_at, file_name) as file, *,
        list_filter(
            regexp_extract_all(file_name, '[0-9]+'), lambda run: len(run) = 4 and run[:2] = '20'
        ) as runs
    from untaken_files
),
dated as (
    select * exclude (year, runs), unnest(list_distinct(
        list_concat(runs::integer[], if(year is null, [], [year]))
    )) as year
    from files
),
named as (
    select d.file, d.year, p.place_id, p.county, p.township,
        list_contains(string_split(d.near, '、'), p.place_id) as is_near,
        contains(d.file_name, p.county) as has_county
    from dated d
    join places p
        on contains(d.file_name, p.township) or list_contains(string_split(d.near, '、'), p.place_id)
    where (p.valid_from is null or d.year >= p.valid_from)
      and (p.valid_to is null or d.year <= p.valid_to)
),
longest as (
    select *
    from named
    where not is_near
    qualify len(township) = max(len(township)) over (partition by file, year)
),
meant as (
    select file, year, place_id
    from named
    anti join (from submissions where report_id is not null) using (place_id, year)
    where is_near
    qualify count(*) over (partition by file) = 1
    union
    select file, year, place_id
    from longest
    qualify count(*) over (partition by file, year) = 1
        or count(*) filter (where has_county) over (partition by file, year) = 1 and has_county
),
found as (
    select m.place_id, m.year, f.outcome, f.file_name, f.message, f.imported_at
    from meant m
    join files f using (file)
    union all
    select place_id, year, 'withdrawn', file_name,
        '已由' || who || '撤回' || if(why = '', '', '：' || why) || '。', said_at
    from chosen_reports
    anti join (from reports where is_active) using (place_id, year)
    semi join reports using (place_id, year)
    where report_key = ''
)
from found
qualify row_number() over (
    partition by place_id, year
    order by outcome = 'waiting' desc, imported_at desc, outcome desc, file_name
) = 1
order by place_id, year;
