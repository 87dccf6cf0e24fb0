-- How many people live in which unit?  One row per unit and year of which it was entered.
select place_id, year, population from populations;
