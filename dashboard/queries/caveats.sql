-- Which figures in the selection are corrected or recognized from a picture, and what was remarked?
-- One row per corrected figure, per report that was recognized, per note on a unit's year, per figure
-- with documents that other units count as well, and for what merged units filed that is in no sum.
select township, year, kind, address, label, raw, value, mark, why, confidence, figures
from caveats
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
order by year desc, township collate zh, kind, address
