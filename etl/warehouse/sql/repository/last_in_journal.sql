-- Up to where does the database know the journal of imports?  One row.
select ifnull(max(seq), 0) from imports;
