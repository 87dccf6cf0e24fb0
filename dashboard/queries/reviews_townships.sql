-- What does each township print of reviews and lawsuits in the last chosen year?  One row per series.
with chosen as (
    select series_id, township, type from chosen_series($county, $townships, $types)
),
wide as (
    select series_id,
        max(value) filter (where address = 'reviews.administrative_review.total') as review_total,
        max(mark) filter (where address = 'reviews.administrative_review.total') as review_total_mark,
        max(value) filter (where address = 'reviews.administrative_review.upheld') as review_upheld,
        max(mark) filter (where address = 'reviews.administrative_review.upheld') as review_upheld_mark,
        max(value) filter (where address = 'reviews.administrative_review.corrected') as review_corrected,
        max(mark) filter (where address = 'reviews.administrative_review.corrected') as review_corrected_mark,
        max(value) filter (where address = 'reviews.administrative_review.other') as review_other,
        max(mark) filter (where address = 'reviews.administrative_review.other') as review_other_mark,
        max(value) filter (where address = 'reviews.administrative_review.pending') as review_pending,
        max(mark) filter (where address = 'reviews.administrative_review.pending') as review_pending_mark,
        max(value) filter (where address = 'reviews.lawsuit_direct.total') as direct_total,
        max(mark) filter (where address = 'reviews.lawsuit_direct.total') as direct_total_mark,
        max(value) filter (where address = 'reviews.lawsuit_direct.upheld') as direct_upheld,
        max(mark) filter (where address = 'reviews.lawsuit_direct.upheld') as direct_upheld_mark,
        max(value) filter (where address = 'reviews.lawsuit_direct.corrected') as direct_corrected,
        max(mark) filter (where address = 'reviews.lawsuit_direct.corrected') as direct_corrected_mark,
        max(value) filter (where address = 'reviews.lawsuit_direct.other') as direct_other,
        max(mark) filter (where address = 'reviews.lawsuit_direct.other') as direct_other_mark,
        max(value) filter (where address = 'reviews.lawsuit_direct.pending') as direct_pending,
        max(mark) filter (where address = 'reviews.lawsuit_direct.pending') as direct_pending_mark,
        max(value) filter (where address = 'reviews.lawsuit_after_review.total') as after_total,
        max(mark) filter (where address = 'reviews.lawsuit_after_review.total') as after_total_mark,
        max(value) filter (where address = 'reviews.lawsuit_after_review.upheld') as after_upheld,
        max(mark) filter (where address = 'reviews.lawsuit_after_review.upheld') as after_upheld_mark,
        max(value) filter (where address = 'reviews.lawsuit_after_review.corrected') as after_corrected,
        max(mark) filter (where address = 'reviews.lawsuit_after_review.corrected') as after_corrected_mark,
        max(value) filter (where address = 'reviews.lawsuit_after_review.other') as after_other,
        max(mark) filter (where address = 'reviews.lawsuit_after_review.other') as after_other_mark,
        max(value) filter (where address = 'reviews.lawsuit_after_review.pending') as after_pending,
        max(mark) filter (where address = 'reviews.lawsuit_after_review.pending') as after_pending_mark
    from series_values_of($county)
    where year = $to_year and address like 'reviews.%'
    group by series_id
)
select c.township, c.type, y.year, w.* exclude (series_id) replace (
        shown_mark(y.status, w.review_total_mark) as review_total_mark,
        shown_mark(y.status, w.review_upheld_mark) as review_upheld_mark,
        shown_mark(y.status, w.review_corrected_mark) as review_corrected_mark,
        shown_mark(y.status, w.review_other_mark) as review_other_mark,
        shown_mark(y.status, w.review_pending_mark) as review_pending_mark,
        shown_mark(y.status, w.direct_total_mark) as direct_total_mark,
        shown_mark(y.status, w.direct_upheld_mark) as direct_upheld_mark,
        shown_mark(y.status, w.direct_corrected_mark) as direct_corrected_mark,
        shown_mark(y.status, w.direct_other_mark) as direct_other_mark,
        shown_mark(y.status, w.direct_pending_mark) as direct_pending_mark,
        shown_mark(y.status, w.after_total_mark) as after_total_mark,
        shown_mark(y.status, w.after_upheld_mark) as after_upheld_mark,
        shown_mark(y.status, w.after_corrected_mark) as after_corrected_mark,
        shown_mark(y.status, w.after_other_mark) as after_other_mark,
        shown_mark(y.status, w.after_pending_mark) as after_pending_mark
    )
from chosen c
join series_years_of($county) y using (series_id)
left join wide w using (series_id)
where y.year = $to_year
order by list_sum([w.review_total, w.direct_total, w.after_total]) desc nulls last,
    c.township collate zh
