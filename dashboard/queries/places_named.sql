-- What are these units called?  One row per unit.
select place_id, township
from places
where list_contains($places, place_id)
