-- Which files could not be imported, and why?  One row per file name whose newest import failed.
select file_name, message, imported_at
from imports
qualify row_number() over (partition by file_name order by imported_at desc) = 1
    and outcome = 'rejected'
order by imported_at desc, file_name
