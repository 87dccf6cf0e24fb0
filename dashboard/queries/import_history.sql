-- What became of every file that was given to the import?  One row per content: its newest
-- outcome; files that no place could be found for belong to every county.
with newest as (
    select *
    from imports
    qualify row_number() over (partition by coalesce(nullif(sha256, ''), file_name) order by seq desc) = 1
)
select strftime(i.imported_at, '%Y-%m-%d %H:%M') as imported_at, i.file_name, i.outcome,
    i.place_id, p.township, i.year, i.reports, i.message, i.who
from newest i
left join places p using (place_id)
where (i.place_id is null or p.county_id = $county)
  and (len($outcomes) = 0 or list_contains($outcomes, i.outcome))
order by i.imported_at desc, i.file_name
