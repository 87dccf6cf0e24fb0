-- What the questions of the dashboard share: which series a selection means, and what is theirs.

-- Which series does a selection mean?  An empty list of townships or types means all of the county.
create or replace macro chosen_series(chosen_county, townships, types) as table
select series_id, county_id, county, township, type, former_names
from series
where county_id = chosen_county
  and (len(townships) = 0 or list_contains(townships, series_id))
  and (len(types) = 0 or list_contains(types, type));

-- What of these belongs to one county?  They stand county by county, so that only its rows are
-- read; a join with the series of a selection is not seen to mean that.
create or replace macro submissions_of(chosen_county) as table
from submissions where county_id = chosen_county;
create or replace macro series_years_of(chosen_county) as table
from series_years where county_id = chosen_county;
create or replace macro unit_values_of(chosen_county) as table
from unit_values where county_id = chosen_county;
create or replace macro series_values_of(chosen_county) as table
from series_values where county_id = chosen_county;
create or replace macro indicator_values_of(chosen_county) as table
from indicator_values where county_id = chosen_county;
create or replace macro indicator_slashes_of(chosen_county) as table
from indicator_slashes where county_id = chosen_county;
create or replace macro item_years_of(chosen_county) as table
from item_years where county_id = chosen_county;
create or replace macro zero_kinds_of(chosen_county) as table
from zero_kinds where county_id = chosen_county;
create or replace macro hotline_answers_of(chosen_county) as table
from hotline_answers where county_id = chosen_county;
create or replace macro review_outcomes_of(chosen_county) as table
from review_outcomes where county_id = chosen_county;
create or replace macro rule_outcomes_of(chosen_county) as table
from rule_outcomes where county_id = chosen_county;
create or replace macro findings_of(chosen_county) as table
from findings where county_id = chosen_county;

-- What of these does a selection mean?  Each says the type of its series, so that nothing else need
-- be read; a series that is carried on in another county is of no selection.
create or replace macro is_chosen(series, its_type, townships, types) as
    (len(townships) = 0 or list_contains(townships, series))
    and its_type is not null and (len(types) = 0 or list_contains(types, its_type));
create or replace macro chosen_submissions(chosen_county, townships, types) as table
from submissions
where county_id = chosen_county and is_chosen(series_id, series_type, townships, types);
create or replace macro chosen_series_years(chosen_county, townships, types) as table
from series_years
where county_id = chosen_county and is_chosen(series_id, series_type, townships, types);
create or replace macro chosen_zero_kinds(chosen_county, townships, types) as table
from zero_kinds
where county_id = chosen_county and is_chosen(series_id, series_type, townships, types);
create or replace macro chosen_application_outcomes(chosen_county, townships, types) as table
from application_outcomes
where county_id = chosen_county and is_chosen(series_id, series_type, townships, types);
create or replace macro chosen_review_outcomes(chosen_county, townships, types) as table
from review_outcomes
where county_id = chosen_county and is_chosen(series_id, series_type, townships, types);

-- What was decided about findings?  One row per finding with its newest verdict, which counts as
-- long as the finding stands on the same figures; else it was `decided_before` and is open again.
create or replace macro reviewed_findings(verdicts) as table
with given as (
    select unnest(
        verdicts::struct(
            finding_id text, stands_on text, verdict text, reason text, who text,
            decided_at timestamp
        )[],
        recursive := true
    )
)
select f.*, g.reason, g.who, g.decided_at,
    ifnull(g.verdict in ('confirmed', 'dismissed') and g.stands_on <> f.stands_on, false)
        as decided_before,
    case
        when g.verdict in ('confirmed', 'dismissed') and g.stands_on = f.stands_on
        then g.verdict
        else 'open'
    end as state
from findings f
left join given g using (finding_id);
