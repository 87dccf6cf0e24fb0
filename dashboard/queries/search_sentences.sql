-- Which sentences of the chosen reports hold all of these words?  One row per sentence with the ones
-- before and after it, the newest report first; `found_in_all` counts them all.
with held as (
    select u.year, u.township, u.place_id, t.report_id, t.heading, t.position,
        list_filter(
            string_split(regexp_replace(t.body, '([。！？；])', '\1' || chr(10), 'g'), chr(10)),
            lambda part: trim(part) <> ''
        ) as parts
    from sections t
    join unit_years u using (report_id)
    where u.county_id = $county and u.year between $from_year and $to_year
      and (len($townships) = 0 or list_contains($townships, u.series_id))
      and (len($types) = 0 or list_contains($types, u.series_type))
      and len(list_filter($words::text[], lambda word: not contains(t.body, word))) = 0
),
sentences as (
    select * exclude (parts), unnest(parts) as sentence, generate_subscripts(parts, 1) as number
    from held
),
beside as (
    select *, lag(sentence) over section as before, lead(sentence) over section as after
    from sentences
    window section as (partition by report_id, position order by number)
)
select b.year, b.township, b.heading, trim(b.sentence) as sentence, ifnull(trim(b.before), '') as before,
    ifnull(trim(b.after), '') as after, r.original, r.sha256, r.file_name,
    count(*) over ()::integer as found_in_all
from beside b
join reports r using (report_id)
where len(list_filter($words::text[], lambda word: not contains(b.sentence, word))) = 0
order by b.year desc, b.township collate zh, b.place_id, b.position, b.number
limit $most
