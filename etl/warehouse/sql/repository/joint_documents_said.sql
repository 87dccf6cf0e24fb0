-- Which documents have people said to be counted by several units?  One row per entry and unit.
select county_id, year, address, number, documents, place_id, who, noted_at from joint_documents;
