-- Where do the figures come from, and as of when?  One row.
select is_sample, built_at, version
from warehouse_info
