-- What have people entered of counties and their units?  One row per deadline, remark, population and
-- joint document, its county first.
select county_id, year, deadline as said_at, '' as said from deadlines
union all
select county_id, year, noted_at, concat_ws('/', place_id, note, who)
from unit_notes join places using (place_id)
union all
select county_id, year, null, concat_ws('/', place_id, population)
from populations join places using (place_id)
union all
select county_id, year, noted_at, concat_ws('/', address, number, documents, place_id, who)
from joint_documents;
