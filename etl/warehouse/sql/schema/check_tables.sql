-- What do the rules say of the reports? `etl/checks` fills these tables.

-- one row per active report and derived number that rules name as report.<fact_id>
create table facts (
    report_id integer not null,
    fact_id text not null,
    value decimal(28, 10),
    mark text not null check (mark in ('number', 'nil', 'blank', 'absent', 'unreadable')),
    evidence text not null,
    place text not null,
    check ((value is not null) = (mark = 'number'))
);

-- one row per active report and rule: the worst of its instances
create table rule_outcomes (
    report_id integer not null,
    place_id text not null,
    series_id text not null,
    county_id text not null,
    year integer not null,
    rule_id text not null,
    outcome text not null,         -- broken | unsure | not_checkable | holds_with_nil | holds
    reason text not null,          -- why it is not checkable
    broken integer not null,       -- numbers of instances
    unsure integer not null,
    held integer not null
);

-- one row per instance of a rule that is broken, or that a person must decide
create table findings (
    finding_id text primary key,   -- the same after every rebuild
    rule_id text not null,
    report_id integer not null,
    place_id text not null,
    series_id text not null,
    county_id text not null,
    township text not null,
    year integer not null,
    instance text not null,        -- '' or the column or row it is about
    instance_label text not null,
    severity text not null check (severity in ('error', 'warning', 'notice')),
    outcome text not null check (outcome in ('broken', 'unsure')),
    words text not null,           -- the formula in the form's words
    formula text not null,         -- the formula in the report's numbers
    suggestion text not null,
    figures_digest text not null   -- a hash of the figures it speaks of
);

-- one row per cell, figure or sentence that a finding speaks of
create table finding_subjects (
    finding_id text not null,
    position integer not null,
    report_id integer not null,    -- perhaps that of the year before
    year integer not null,
    address text not null,
    label text not null,
    raw text not null,
    value decimal(28, 10),
    mark text not null,
    place text not null,
    evidence text not null         -- the sentence; '' for a cell
);
