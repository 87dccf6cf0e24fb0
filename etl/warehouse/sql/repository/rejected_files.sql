-- Which files could not be read, and never were since?  One row per file, its last rejection.
select imported_at, file_name, message
from untaken_files
where outcome = 'rejected'
order by imported_at, file_name;
