-- Who applied?  One row per year, over the series whose total of new applications is a number.
-- `gap` is what the six columns leave unexplained, `excess` what they exceed the total by.
select year, sum(total) as total, sum(natural_person) as natural_person,
    sum(business) as business, sum(research) as research, sum(charity) as charity,
    sum(legal_service) as legal_service, sum(other) as other, sum(gap) as gap,
    sum(excess) as excess,
    sum(if(total is null, 0, units_expected))::integer as units,
    sum(units_expected)::integer as units_expected
from applicant_years
where county_id = $county and year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, series_id))
  and (len($types) = 0 or list_contains($types, series_type))
group by year
order by year
