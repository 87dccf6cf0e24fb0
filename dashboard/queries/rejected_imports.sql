-- Which files could not be imported, and why?  One row per file name whose newest import failed.
select file_name, message, imported_at
from untaken_files
where outcome = 'rejected'
order by imported_at desc, file_name
