-- What the files say, and nothing computed. Every table's grain stands above it.

-- one row: where this warehouse's figures come from
create table warehouse_info (
    is_sample boolean not null,
    built_at timestamp not null,
    version text not null
);

-- one row per unit that reports; a merged or renamed one names its successor
create table places (
    place_id text primary key,
    series_id text not null,       -- the unit that carries the series on today
    county_id text not null,
    province text not null,
    prefecture text not null,
    county text not null,
    township text not null,
    type text not null,
    kind text not null,            -- township | department | county | prefecture, by its type
    valid_from integer,
    valid_to integer,
    successor text
);

-- one row per kind of unit; the date by which law has it report in the next year, where it has its own
create table unit_kinds (
    kind text primary key,
    position integer not null,
    label text not null,
    due_month integer,
    due_day integer,
    is_compiled boolean not null   -- the report holds those of others: it enters no sum over units
);

-- one row per name by which reports may call a unit
create table place_names (
    place_id text not null,
    name text not null
);

-- one row per county whose register a person has set, not only the file that came with the program
create table registered_counties (
    county_id text primary key
);

-- one row per county and report year with a deadline of its own
create table deadlines (
    county_id text not null,
    year integer not null,
    deadline date not null,
    primary key (county_id, year)
);

-- one row per unit and year of which it was entered how many people live there
create table populations (
    place_id text not null,
    year integer not null,
    population bigint not null,
    primary key (place_id, year)
);

-- one row per unit and year of which a person has said which version counts, until another comes
create table chosen_reports (
    place_id text not null,
    year integer not null,
    report_key text not null,      -- '' where none is to count: the report was withdrawn
    file_name text not null,
    since bigint not null,         -- the last entry of the journal then
    who text not null,
    why text not null,
    said_at timestamp not null,
    primary key (place_id, year)
);

-- one row per unit and year on which a person has remarked something
create table unit_notes (
    place_id text not null,
    year integer not null,
    note text not null,
    who text not null,
    noted_at timestamp not null,
    primary key (place_id, year)
);

-- one row per unit of each entry of documents that several units count and a county's sum counts once
create table joint_documents (
    county_id text not null,
    year integer not null,
    address text not null,
    number integer not null,       -- of the entry, within its cell
    documents integer not null,
    place_id text not null,
    who text not null,
    noted_at timestamp not null,
    primary key (county_id, year, address, number, place_id)
);

-- one row per report that counts for another unit or year than it came under
create table moved_reports (
    report_key text primary key,
    place_id text not null,
    year integer not null
);

-- one row per file given to the import, read or not
create table imports (
    imported_at timestamp not null,
    file_name text not null,
    sha256 text not null,
    outcome text not null,         -- imported | unchanged | rejected | waiting | dismissed
    message text not null,
    place_id text,
    year integer,
    reports integer not null,
    seq bigint not null,           -- its number in the journal, which orders; the clock does not
    source text not null,          -- where it lay when given to us, as a hash; '' for a copy
    near text not null,            -- codes of the units a file that waits may be of, apart by 、
    who text not null,             -- who has brought it or decided on it, '' where that is not known
    why text not null
);

-- one row per kept file; one that can no longer be read says why
create table originals (
    original text primary key,     -- below the data folder
    stamp text not null,           -- its size and time when it was read
    sha256 text not null,
    corrections text not null,     -- what was then corrected in it, as a hash; '' for nothing
    rejection text not null
);

-- one row per version of a report; that which was chosen, else the last in the journal of a place and
-- year is the active one, and none where it was withdrawn
create table reports (
    report_id integer primary key,
    place_id text not null,
    year integer not null,
    is_active boolean not null,
    edition text,
    period_from date,              -- the statistics period, as far as the report says it
    period_to date,
    report_date date,              -- the office's own
    published_on date,             -- that of the site which published it, by its own words
    file_name text not null,
    format text not null,
    sha256 text not null,
    imported_at timestamp not null,
    original text not null,        -- below the data folder
    seq bigint not null,           -- number of its import in the journal
    report_key text not null       -- hash of its file, unit and year that it came under
);

-- one row per cell of an official table, every edition alike
create table cells (
    report_id integer not null,
    table_id text not null,
    row_id text not null,
    column_id text not null,
    raw text not null,             -- what was printed
    value decimal(28, 10),          -- only where mark = 'number'
    mark text not null check (mark in ('number', 'nil', 'blank', 'absent', 'unreadable')),
    place text not null,
    reading text not null,         -- how it was placed
    confidence double,             -- of a text recognized in a picture, 0 to 1
    corrected text not null,       -- why a reviewed correction gives another value; '' mostly
    check ((value is not null) = (mark = 'number'))
);

-- one row per figure of the narrative
create table figures (
    report_id integer not null,
    figure_id text not null,
    raw text not null,
    value decimal(28, 10),
    mark text not null check (mark in ('number', 'nil', 'blank', 'absent', 'unreadable')),
    approximate boolean not null,
    evidence text not null,        -- the sentence
    place text not null,
    reading text not null,
    detail text not null,
    confidence double,
    corrected text not null,
    check ((value is not null) = (mark = 'number'))
);

-- one row per part of the disclosed total, by category or by channel
create table items (
    report_id integer not null,
    position integer not null,
    axis text not null check (axis in ('category', 'channel')),
    label text not null,
    field_id text,                 -- field of work; null where the label is unmapped
    parent text,
    count decimal(28, 10) not null,
    unit text not null,
    approximate boolean not null,
    evidence text not null,
    place text not null,
    confidence double
);

-- one row per section of a report; section 0 is all that stands before the first heading
create table sections (
    report_id integer not null,
    ordinal integer not null,      -- which of the six it is, by the words of its heading
    heading text not null,
    body text not null,
    place text not null,
    position integer not null,     -- order in the report
    printed integer                -- the number before the heading; null where it has none
);

-- one row per place in which a report names its year or office
create table namings (
    report_id integer not null,
    whence text not null,          -- title | preamble | period | signature
    text text not null,
    year integer,
    county text,
    township text,
    place text not null
);

-- one row per thing that could not be read with confidence
create table issues (
    report_id integer not null,
    kind text not null,
    message text not null,
    place text not null,
    address text
);

-- one row per count of the prose that may be a figure but is not surely it; enters no sum
create table candidates (
    report_id integer not null,
    position integer not null,     -- order in the report
    figure_id text not null,       -- the figure that it may be
    raw text not null,
    value decimal(18, 4) not null,
    others text not null,          -- the other values that the text gives, apart by 、
    reason text not null,          -- why it is not sure, an id of doubts.yml
    evidence text not null,
    place text not null
);

-- the definitions, so that a query can name and order things
create table address_names (
    address text primary key,
    position integer not null,
    label text not null,
    row_label text not null,
    unit text not null
);

-- one row per edition of the form and cell that it prints
create table form_cells (
    edition text not null,
    first_year integer not null,   -- from which report year on it is in force
    table_id text not null,
    title text not null,
    address text not null,
    is_decimal boolean not null,
    is_signed boolean not null
);

create table section_titles (
    ordinal integer primary key,
    title text not null
);

create table fields_of_work (
    field_id text primary key,
    position integer not null,
    label text not null
);

create table indicator_terms (
    indicator_id text not null,
    part text not null check (part in ('numerator', 'denominator', 'minus')),
    address text not null
);

-- one row per rule of the definitions, in the order of checking
create table rules (
    rule_id text primary key,
    code text not null,            -- its number in the catalogue
    position integer not null,
    family text not null,
    family_label text not null,
    severity text not null check (severity in ('error', 'warning', 'notice')),
    title text not null,
    why text not null,
    ask text not null              -- what the office is asked to do
);
