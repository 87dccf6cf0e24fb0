-- How many reports are much like another one in each chosen year?  One row per year; a number is
-- null where no text could be compared.
with expected as (
    select u.year, u.report_id
    from chosen_submissions($county, $townships, $types) u
    where u.year between $from_year and $to_year
)
select e.year, count(distinct e.report_id) as units_expected, count(distinct t.report_id) as units,
    count(*) filter (where t.relation = 'previous') as compared_previous,
    count(*) filter (where t.relation = 'sibling') as compared_sibling,
    case when compared_previous > 0
        then count(*) filter (where t.relation = 'previous' and t.similarity > $at_least)
    end as previous,
    case when compared_sibling > 0
        then count(*) filter (where t.relation = 'sibling' and t.similarity > $at_least)
    end as sibling
from expected e
left join similar_texts t using (report_id)
group by e.year
order by e.year
