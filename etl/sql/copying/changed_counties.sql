-- Which counties have other texts than those compared last?  One row per county, with what to keep.
with told as (
    select p.county_id, count(*) as reports,
        bit_xor(hash(s.report_id, s.ordinal, s.body, r.year, r.edition, p.township, p.county,
            b.previous_id))::text as stands_on
    from sections s
    join reports r using (report_id)
    join places p using (place_id)
    join reports_before b using (report_id)
    group by p.county_id
)
select ifnull(t.county_id, c.county_id) as county_id, ifnull(t.reports, 0) as reports, t.stands_on
from told t
full join compared_counties c on c.county_id = t.county_id
where t.stands_on is distinct from c.stands_on
order by county_id
