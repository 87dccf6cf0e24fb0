-- Which kept files are not read yet?  One row per file, in the order in which they stand.
select s.original
from standing s
anti join originals using (original)
order by s.position
