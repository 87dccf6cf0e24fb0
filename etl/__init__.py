"""Read annual disclosure reports into DuckDB.

file ──extract──▶ Document ──transform + form──▶ Report ──warehouse──▶ DuckDB ──sql/marts──▶ pages

`extract` opens one format and yields lines with their place in the original; `transform` says which
township and year it is, which figure stands in which cell, and which sentence states which figure;
the `warehouse` is built beside the live one and swapped in; `pipeline` runs them for many files
within bounds; `storage` keeps what cannot be computed. Nothing here knows of the dashboard.
"""
