-- What does each report print at heart?  One row per report that was handed in.  `townships` and
-- `form_addresses` are given; every figure is drawn by a hash of the seed, the unit and the year.
create or replace macro chance(whose, what, most) as
    (hash(getvariable('seed'), whose, what) % most)::integer;

-- Three in four townships hardly know an application, one in a hundred has hundreds a year.
create or replace temp table townships_drawn as
select *, chance(place_id, 'size', 400) + 40 as size, chance(place_id, 'calls', 300) as calls,
    chance(place_id, 'permits', 60) as permits, chance(place_id, 'penalties', 12) as penalties,
    case
        when draw < 75 then 0
        when draw < 95 then 1 + chance(place_id, 'appetite', 8)
        when draw < 99 then 10 + chance(place_id, 'appetite', 60)
        else 150 + chance(place_id, 'appetite', 500)
    end as appetite
from (select *, chance(place_id, 'kind', 100) as draw from townships);

create or replace temp table drawn as
with years as (
    select *, (year::text || place_id) as whose,
        case
            when appetite > 0 then appetite * (80 + chance(year::text || place_id, 'new', 40)) // 100
            else (chance(year::text || place_id, 'new', 40) = 0)::integer
        end as applied
    from townships_drawn, unnest(range(
        greatest(getvariable('first_year'), ifnull(valid_from, 0)),
        1 + least(getvariable('last_year'), ifnull(valid_to, 9999))
    )) as y(year)
),
carried as (
    select *, applied // 12 as carried_out, applied // 6 as of_business,
        ifnull(lag(applied // 12) over (partition by place_id order by year), 0) as carried_in
    from years
),
handled as (
    select *, applied + carried_in - carried_out as handled_total, chance(whose, 'print', 100) as print,
        size // 2 + chance(whose, 'news', 9) as news,
        size // 4 + chance(whose, 'notices', 7) as notices,
        size // 10 + chance(whose, 'budgets', 3) as budgets,
        size // 8 + chance(whose, 'livelihood', 4) as livelihood,
        20 + calls + chance(whose, 'calls', 9) as hotline
    from carried
)
select row_number() over (order by place_id, year)::integer as report_id,
    place_id, year::integer as year, county, township, whose,
    case when year < 2021 then '2019' else '2021' end as edition,
    year > getvariable('last_year') - 3 as is_text,
    applied, carried_in, carried_out, of_business, handled_total,
    (handled_total - of_business) // 10 as partly, (handled_total - of_business) // 5 as not_held,
    permits + chance(whose, 'permits', 3) as permits, penalties,
    (chance(whose, 'measures', 100) = 0)::integer as measures, chance(place_id, 'rules', 4) as rules,
    case when applied > 50 then 1 + chance(whose, 'reviews', 3) else 0 end as reviewed,
    (chance(whose, 'mistake', 200) = 0)::integer as mistake,
    print < 8 and applied + carried_in + carried_out = 0 as is_slashed, print = 99 as is_blank,
    news, notices, budgets, livelihood, news + notices + budgets + livelihood as total, hotline,
    hotline - 2 * (chance(whose, 'open', 20) = 0)::integer as answered,
    chance(whose, 'hotline', 10) < 8 as tells_hotline, chance(whose, 'told', 10) < 9 as tells_applied,
    case when chance(whose, 'undated', 100) > 0 then make_date(
        year::integer + 1, 1 + (chance(whose, 'late', 25) = 0)::integer, 4 + chance(whose, 'day', 24)
    ) end as report_date
from handled
where chance(whose, 'missing', 100) >= 3;
