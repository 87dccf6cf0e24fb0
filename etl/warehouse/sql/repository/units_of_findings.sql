-- Which unit and year is each finding of?  One row per finding.
select finding_id, place_id, year from findings;
