-- Which sentences does each report consist of?  One row per report, section and sentence.
-- `position` numbers those of a county as they are read, the newest report first: so the ones before and
-- after a sentence are found by its number, and what is found by a word needs no sorting by names.
-- `searched` is the sentence in the usual width where it is printed in another, which few are.
create or replace table sentences as
with parted as (
    select u.county_id, u.year, u.position as of_unit, t.report_id, t.position as section,
        list_filter(
            string_split(regexp_replace(t.body, '([。！？；])', '\1' || chr(10), 'g'), chr(10)),
            lambda part: trim(part) <> ''
        ) as parts
    from sections t
    join unit_years u using (report_id)
),
numbered as (
    select * exclude (parts), trim(unnest(parts)) as sentence,
        generate_subscripts(parts, 1)::integer as number
    from parted
)
select county_id, year, report_id, section, number,
    row_number() over (partition by county_id order by of_unit, section, number)::integer
        as position,
    sentence, nullif(in_usual_width(sentence), sentence) as searched
from numbered
order by county_id, position;
