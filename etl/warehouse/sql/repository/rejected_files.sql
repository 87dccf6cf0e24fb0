-- Which files could not be read, and never were since?  One row per file name, its last rejection.
with last_entries as (
    select file_name, max(imported_at) as imported_at, arg_max(outcome, imported_at) as outcome,
        arg_max(message, imported_at) as message
    from imports
    group by file_name
)
select imported_at, file_name, message
from last_entries
where outcome = 'rejected'
order by imported_at;
