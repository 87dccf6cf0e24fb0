-- Which sentences of the chosen reports hold all of these words?  One row per sentence with the ones
-- before and after it, the newest report first; `found_in_all` counts them all.
with found as materialized (
    select s.report_id, s.section, s.position
    from sentences s
    join unit_years u using (report_id)
    where s.county_id = $county and u.county_id = $county
      and u.year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, u.series_id))
      and (len($types) = 0 or list_contains($types, u.series_type))
      and contains(ifnull(s.searched, s.sentence), in_usual_width($words[1]))
      and (
          len($words) = 1
          or len(list_filter(
              list_transform($words::text[], lambda word: in_usual_width(word)),
              lambda word: not contains(ifnull(s.searched, s.sentence), word)
          )) = 0
      )
),
shown as materialized (
    select * from found order by position limit $most
),
beside as (
    select f.report_id, f.section, f.position,
        any_value(s.sentence) filter (where step = 0) as sentence,
        any_value(s.sentence) filter (where step = -1) as before,
        any_value(s.sentence) filter (where step = 1) as after
    from shown f, unnest([-1, 0, 1]) as n(step)
    join sentences s
        on s.county_id = $county and s.position = f.position + step
        and s.report_id = f.report_id and s.section = f.section
    group by f.report_id, f.section, f.position
)
select u.year, u.township, t.heading, b.sentence, ifnull(b.before, '') as before,
    ifnull(b.after, '') as after, r.original, r.sha256, r.file_name,
    (select count(*) from found)::integer as found_in_all
from beside b
join sections t on t.report_id = b.report_id and t.position = b.section
join unit_years u on u.report_id = b.report_id
join reports r on r.report_id = b.report_id
order by b.position
