-- How did reviews and lawsuits end?  One row per year and kind, over the series whose total is a
-- number.  `gap` is what the results leave unexplained, `excess` what they exceed the total by.
select r.year, r.kind, sum(r.total) as total,
    sum(r.upheld) filter (where r.total is not null) as upheld,
    sum(r.corrected) filter (where r.total is not null) as corrected,
    sum(r.other) filter (where r.total is not null) as other,
    sum(r.pending) filter (where r.total is not null) as pending,
    sum(r.gap) as gap, sum(r.excess) as excess,
    count(*) filter (where r.total > 0) as townships,
    ifnull(sum(r.units_expected) filter (where r.total is not null), 0)::integer as units,
    ifnull(sum(r.units_expected) filter (where r.total_mark = 'nil'), 0)::integer as nil_units,
    sum(r.units_filed)::integer as units_filed,
    sum(r.units_expected)::integer as units_expected
from chosen_review_outcomes($county, $townships, $types) r
where r.year between $from_year and $to_year
group by r.year, r.kind
order by r.year, list_position(
    ['administrative_review', 'lawsuit_direct', 'lawsuit_after_review'], r.kind
)
