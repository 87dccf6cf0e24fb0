-- Compares the texts of `chosen_counties` and adds what is alike to `similar_texts`.

-- The narrative, letter by letter: parts two to four are tables, save in the free form of 2008.
create or replace temp table compared_texts as
with told as (
    select s.report_id, p.county_id, p.kind, r.year, p.township, p.county,
        string_agg(s.body, '' order by s.ordinal) as body
    from sections s
    join reports r using (report_id)
    join places p using (place_id)
    join chosen_counties using (county_id)
    where r.is_active and (s.ordinal not in (2, 3, 4) or r.edition = '2008')
    group by all
)
select report_id, county_id, kind, year, count(*) over (partition by county_id, year) as units,
    list_transform(
        string_split(told_words(body, township, county), ''), lambda letter: unicode(letter)
    ) as letters
from told;

-- Every five characters in a row that a report has, and how many reports of its county and year have
-- them.  What most of these write is boilerplate: the form's words, the county's template.
create or replace temp table shingles as
with found as (
    select distinct report_id, county_id, year, units, hash(a, b, c, d, e) as shingle
    from (
        select report_id, county_id, year, units, unnest(letters) as a, unnest(letters[2:]) as b,
            unnest(letters[3:]) as c, unnest(letters[4:]) as d, unnest(letters[5:]) as e
        from compared_texts
    )
    where e is not null
)
select report_id, shingle,
    count(*) over (partition by county_id, year, shingle) as number
from found
qualify number <= greatest(
    getvariable('boilerplate_units'), units * getvariable('boilerplate_share')
);

-- Reports with enough words of their own; below that, likeness is chance.  What a county or prefecture compiles is
-- written from those of its units, and is the sibling of none.
create or replace temp table comparable_texts as
select t.report_id, t.county_id, t.kind not in (select kind from unit_kinds where is_compiled) as has_siblings, t.year,
    count(*)::integer as shingles
from shingles
join compared_texts t using (report_id)
group by t.report_id, t.county_id, t.kind, t.year
having count(*) >= getvariable('least_shingles');

insert into similar_texts
select t.report_id, o.report_id, 'previous', 2 * count(s.shingle) / (t.shingles + o.shingles),
    count(s.shingle), t.shingles
from comparable_texts t
join reports_before b using (report_id)
join comparable_texts o on o.report_id = b.previous_id
join shingles w on w.report_id = t.report_id
left join shingles s on s.report_id = o.report_id and s.shingle = w.shingle
group by t.report_id, o.report_id, t.shingles, o.shingles
order by t.report_id;

insert into similar_texts
with shared as (
    select t.report_id, t.county_id, t.year, t.shingles, s.shingle
    from shingles s
    join comparable_texts t using (report_id)
    where s.number > 1 and t.has_siblings
),
nearest as (
    select a.report_id, b.report_id as other_report_id, count(*) as shared,
        2 * count(*) / (a.shingles + b.shingles) as similarity
    from shared a
    join shared b on b.shingle = a.shingle and b.county_id = a.county_id and b.year = a.year
        and b.report_id <> a.report_id
    group by a.report_id, b.report_id, a.shingles, b.shingles
    qualify row_number() over (
        partition by a.report_id order by similarity desc, b.report_id
    ) = 1
)
select t.report_id, n.other_report_id, 'sibling', ifnull(n.similarity, 0), ifnull(n.shared, 0),
    t.shingles
from comparable_texts t
left join nearest n using (report_id)
where t.has_siblings
qualify count(*) over (partition by t.county_id, t.year) > 1
order by t.report_id;

drop table compared_texts;
drop table shingles;
drop table comparable_texts;
