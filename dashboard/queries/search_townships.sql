-- Which townships of the county are called by one of these words, today or once?  One row each.
with called as (
    select distinct s.series_id, s.township
    from series s
    join places p using (series_id)
    join place_names n using (place_id)
    where s.county_id = $county
      and len(list_filter(
          $words::text[],
          lambda word: contains(in_usual_width(n.name), in_usual_width(word))
      )) > 0
)
select series_id, township, count(*) over ()::integer as found_in_all
from called
order by township collate zh
limit $most
