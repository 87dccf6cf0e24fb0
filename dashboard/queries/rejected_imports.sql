-- Which files could not be imported, and why?  One row per file name whose newest import failed.
select file_name, message, imported_at
from refused_files
order by imported_at desc, file_name
