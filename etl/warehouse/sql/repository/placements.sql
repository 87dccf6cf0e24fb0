-- What does the database know of chosen and moved reports?  One row each; `since` is null for a moved
-- one.
select report_key, place_id, year, since, who, why, said_at from chosen_reports
union all
select report_key, place_id, year, null, null, null, null from moved_reports
