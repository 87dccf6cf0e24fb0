-- Which reports of the last chosen year are how much like another one?  One row per report and
-- relation whose similarity is above $at_least.
select u.township, u.year, t.relation, o.township as other_township, o.year as other_year,
    t.similarity, t.shared, t.shingles,
    u.place_id || '-' || u.year as report, o.place_id || '-' || o.year as other_report
from unit_years u
join similar_texts t using (report_id)
join submissions o on o.report_id = t.other_report_id
where u.county_id = $county and u.year = $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and o.county_id = $county and t.similarity > $at_least
order by t.similarity desc, t.relation, u.township collate zh
