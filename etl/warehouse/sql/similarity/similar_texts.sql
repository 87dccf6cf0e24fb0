-- How much of its wording does a report share with the unit's report of the year before, and with
-- the most similar report of the same county and year?  One row per active report and relation,
-- as far as both texts are long enough to compare; etl/warehouse/similarity.py fills it.
create or replace table similar_texts (
    report_id integer not null,
    other_report_id integer,       -- null where no sibling shares anything
    relation text not null check (relation in ('previous', 'sibling')),
    similarity double not null,    -- Dice: twice what both have, by what each has, 0 to 1
    shared integer not null,       -- shingles in both
    shingles integer not null      -- shingles of this report
);

-- What of a text can be copied?  Nothing that differs by itself: no names of the unit and its county,
-- no word for its kind, no figures, punctuation or latin letters.
create or replace macro told_words(body, township, county) as regexp_replace(
    replace(replace(body, township, ''), county, ''),
    '人民政府|办事处|街道|[镇乡〇零一二三四五六七八九十百千万两]|[^\p{Han}]', '', 'g'
);
