-- What have people remarked on units?  One row per unit and year.
select place_id, year, note, who, noted_at from unit_notes;
