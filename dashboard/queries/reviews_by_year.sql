-- How did reviews and lawsuits end?  One row per year and kind, over the series whose total is a
-- number.  `gap` is what the results leave unexplained, `excess` what they exceed the total by.
select year, kind, sum(total) as total,
    sum(upheld) filter (where total is not null) as upheld,
    sum(corrected) filter (where total is not null) as corrected,
    sum(other) filter (where total is not null) as other,
    sum(pending) filter (where total is not null) as pending,
    sum(gap) as gap, sum(excess) as excess,
    count(*) filter (where total > 0) as townships,
    sum(if(total is null, 0, units_expected))::integer as units,
    sum(if(total_mark = 'nil', units_expected, 0))::integer as nil_units,
    sum(units_filed)::integer as units_filed,
    sum(units_expected)::integer as units_expected
from review_outcomes
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year, kind
order by year, list_position(
    ['administrative_review', 'lawsuit_direct', 'lawsuit_after_review'], kind
)
