-- Which files came and are not taken yet?  One row per file, known by where it lay, else by its
-- content: two files of one name are two.  A rejected one is over when this content was taken, when
-- the file in the same place was, or when a file of this name was for the very unit that the name
-- names; one that waits is over when a person has decided on it.
create or replace table untaken_files as
with newest as (
    select *
    from imports
    qualify row_number() over (
        partition by coalesce(nullif(source, ''), nullif(sha256, ''), file_name)
        order by seq desc, imported_at desc
    ) = 1
),
taken as (
    select i.seq, i.sha256, i.file_name, p.township
    from imports i
    left join places p using (place_id)
    where i.outcome in ('imported', 'unchanged', 'dismissed')
)
select n.file_name, n.outcome, n.message, n.imported_at, n.year, n.near, n.who
from newest n
where n.outcome in ('rejected', 'waiting')
    and not exists (
        from taken t
        where t.sha256 = n.sha256 and n.sha256 <> '' and t.seq > n.seq
    )
    and not exists (
        from taken t
        where n.outcome = 'rejected' and t.file_name = n.file_name and t.seq > n.seq
            and contains(n.file_name, t.township)
    )
order by n.imported_at desc, n.file_name;
