-- What does each township print of reviews and lawsuits in the last chosen year?  One row per series.
with outcomes as (
    select *
    from review_outcomes
    where county_id = $county and year = $to_year
      and (len($townships) = 0 or list_contains($townships, series_id))
      and (len($types) = 0 or list_contains($types, series_type))
)
select r.township, r.series_type as type, r.year,
    r.total as review_total, r.total_mark as review_total_mark,
    r.upheld as review_upheld, r.upheld_mark as review_upheld_mark,
    r.corrected as review_corrected, r.corrected_mark as review_corrected_mark,
    r.other as review_other, r.other_mark as review_other_mark,
    r.pending as review_pending, r.pending_mark as review_pending_mark,
    d.total as direct_total, d.total_mark as direct_total_mark,
    d.upheld as direct_upheld, d.upheld_mark as direct_upheld_mark,
    d.corrected as direct_corrected, d.corrected_mark as direct_corrected_mark,
    d.other as direct_other, d.other_mark as direct_other_mark,
    d.pending as direct_pending, d.pending_mark as direct_pending_mark,
    a.total as after_total, a.total_mark as after_total_mark,
    a.upheld as after_upheld, a.upheld_mark as after_upheld_mark,
    a.corrected as after_corrected, a.corrected_mark as after_corrected_mark,
    a.other as after_other, a.other_mark as after_other_mark,
    a.pending as after_pending, a.pending_mark as after_pending_mark
from outcomes r
join outcomes d on d.series_id = r.series_id and d.kind = 'lawsuit_direct'
join outcomes a on a.series_id = r.series_id and a.kind = 'lawsuit_after_review'
where r.kind = 'administrative_review'
order by list_sum([r.total, d.total, a.total]) desc nulls last, r.township collate zh
