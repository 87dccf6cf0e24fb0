-- Which figures in the selection are corrected or recognized from a picture?  One row per
-- corrected figure, and one per report that was recognized.
select r.township, r.year, r.kind, r.address, r.label, r.raw, r.value, r.mark, r.why,
    r.confidence, r.figures
from repairs r
join chosen_series($county, $townships, $types) using (series_id)
where r.year between $from_year and $to_year
