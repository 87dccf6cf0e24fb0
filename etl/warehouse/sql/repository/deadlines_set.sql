-- Which deadlines have counties set?  One row per county and year.
select county_id, year, deadline from deadlines;
