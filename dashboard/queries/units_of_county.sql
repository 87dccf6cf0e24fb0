-- Which units did a county ever have?  One row per unit, with the series that carries it on.
select place_id, township, series_id, type
from places
where county_id = $county
