-- Which reports of the last chosen year are how much like another one?  One row per report and
-- relation whose similarity is above $at_least.
with chosen as (
    select series_id from chosen_series($county, $townships, $types)
)
select u.township, u.year, t.relation, o.township as other_township, o.year as other_year,
    t.similarity, t.shared, t.shingles,
    u.place_id || '-' || u.year as report, o.place_id || '-' || o.year as other_report
from similar_texts t
join submissions_of($county) u on u.report_id = t.report_id
join chosen using (series_id)
join submissions_of($county) o on o.report_id = t.other_report_id
where u.year = $to_year and t.similarity > $at_least
order by t.similarity desc, t.relation, u.township collate zh
