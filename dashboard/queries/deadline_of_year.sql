-- By which day were the reports of the last chosen year due, and did the county set it?  One row.
select
    ifnull(
        (select deadline from deadlines where county_id = $county and year = $to_year),
        make_date($to_year + 1, 1, 31)
    ) as deadline,
    exists (from deadlines where county_id = $county and year = $to_year) as is_set
