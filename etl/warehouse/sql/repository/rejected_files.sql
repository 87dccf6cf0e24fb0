-- Which files could not be read, and never were since?  One row per file, its last rejection.
select imported_at, file_name, message
from refused_files
order by imported_at, file_name;
