-- Which files are still rejected?  One row per file name whose newest import was.
create or replace table refused_files as
select file_name, message, imported_at
from imports
qualify row_number() over (partition by file_name order by imported_at desc) = 1
    and outcome = 'rejected'
order by imported_at desc, file_name;
