-- Which figures of the chosen reports are called by all of these words?  One row per unit, year and
-- figure that is not absent, the newest first; a township's name may be one of the words.
select u.year, u.township, n.label, p.raw, p.value, p.mark, p.approximate, n.unit,
    count(*) over ()::integer as found_in_all
from address_names n
join printed_figures p using (address)
join unit_years u using (report_id)
where u.county_id = $county and u.year between $from_year and $to_year
  and (len($townships) = 0 or list_contains($townships, u.series_id))
  and (len($types) = 0 or list_contains($types, u.series_type))
  and p.mark <> 'absent'
  and len(list_filter(
      $words::text[], lambda word: not contains(n.label, word) and not contains(u.township, word)
  )) = 0
  and len(list_filter($words::text[], lambda word: contains(n.label, word))) > 0
order by u.year desc, u.township collate zh, n.position
limit $most
