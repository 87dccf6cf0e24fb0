-- Compares the texts of `chosen_counties` and adds what is alike to `similar_texts`.

-- The narrative, letter by letter: parts two to four are tables, save in the free form of 2008.  A
-- bit stands for each report of a county and year; in the hundreds, they are compared 120 at a time.
create or replace temp table compared_texts as
with told as (
    select s.report_id, string_agg(s.body, '' order by s.ordinal) as body
    from sections s
    join reports r using (report_id)
    join places p using (place_id)
    join chosen_counties using (county_id)
    where r.is_active and (s.ordinal not in (2, 3, 4) or r.edition = '2008')
    group by s.report_id
),
numbered as (
    select t.report_id, t.body, p.county_id, p.county, p.township, r.year,
        row_number() over (partition by p.county_id, r.year order by r.place_id) - 1 as number
    from told t
    join reports r using (report_id)
    join places p using (place_id)
)
select report_id, dense_rank() over (order by county_id, year, number // 120)::integer as group_id,
    1::hugeint << (number % 120)::hugeint as bit,
    list_transform(
        string_split(told_words(body, township, county), ''), lambda letter: unicode(letter)
    ) as letters
from numbered;

-- Every five characters in a row, and in which reports of a county and year they stand.
create or replace temp table shingles as
select group_id, shingle, bit_or(bit) as reports
from (
    select group_id, bit, e, hash(a, b, c, d, e) as shingle
    from (
        select group_id, bit, unnest(letters) as a, unnest(letters[2:]) as b,
            unnest(letters[3:]) as c, unnest(letters[4:]) as d, unnest(letters[5:]) as e
        from compared_texts
    )
)
where e is not null
group by group_id, shingle;

-- What more than half of the units write, and no fewer than four, is boilerplate: the form's words,
-- the county's template.
delete from shingles s
using (select group_id, count(*) as number from compared_texts group by group_id) g
where s.group_id = g.group_id and bit_count(s.reports) > greatest(3, g.number / 2);

create or replace temp table own_shingles as
select t.report_id, s.shingle
from shingles s
join compared_texts t on t.group_id = s.group_id and t.bit = s.reports
union all
select t.report_id, s.shingle
from shingles s
join compared_texts t on t.group_id = s.group_id and (t.bit & s.reports) <> 0
where bit_count(s.reports) > 1;

-- Reports with enough words of their own; below that, likeness is chance.
create or replace temp table comparable_texts as
select t.report_id, t.group_id, t.bit, count(*)::integer as shingles
from own_shingles
join compared_texts t using (report_id)
group by t.report_id, t.group_id, t.bit
having count(*) >= 80;

insert into similar_texts
with pairs as (
    select t.report_id, o.report_id as other_report_id, t.shingles, o.shingles as of_other
    from comparable_texts t
    join reports_before b using (report_id)
    join comparable_texts o on o.report_id = b.previous_id
),
common as (
    select p.report_id, count(*) as shared
    from pairs p
    join own_shingles s using (report_id)
    join own_shingles o on o.report_id = p.other_report_id and o.shingle = s.shingle
    group by p.report_id
)
select report_id, other_report_id, 'previous', 2 * ifnull(shared, 0) / (shingles + of_other),
    ifnull(shared, 0), shingles
from pairs
left join common using (report_id)
order by report_id;

insert into similar_texts
with together as (
    select group_id, reports, count(*) as number
    from shingles
    where bit_count(reports) > 1
    group by group_id, reports
),
pairs as (
    select a.report_id, b.report_id as other_report_id, a.shingles, b.shingles as of_other,
        sum(number) as shared
    from together t
    join comparable_texts a on a.group_id = t.group_id and (a.bit & t.reports) <> 0
    join comparable_texts b on b.group_id = t.group_id and (b.bit & t.reports) <> 0
    where a.bit <> b.bit
    group by all
),
nearest as (
    select report_id, other_report_id, shared, 2 * shared / (shingles + of_other) as similarity
    from pairs
    qualify row_number() over (partition by report_id order by similarity desc, other_report_id) = 1
),
with_siblings as (
    from comparable_texts
    qualify count(*) over (partition by group_id) > 1
)
select report_id, n.other_report_id, 'sibling', ifnull(n.similarity, 0), ifnull(n.shared, 0),
    shingles
from with_siblings
left join nearest n using (report_id)
order by report_id;

drop table compared_texts;
drop table shingles;
drop table own_shingles;
drop table comparable_texts;
