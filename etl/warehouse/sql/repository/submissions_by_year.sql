-- Who reported and who is missing?  One row per county and report year.
select p.county, s.year, count(*) as expected, count(s.report_id) as filed,
    string_agg(s.township, '、' order by s.place_id) filter (where s.report_id is null) as missing
from submissions s
join places p using (place_id)
group by p.county, s.year
order by p.county, s.year;
