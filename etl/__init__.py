"""Read annual disclosure reports into DuckDB.

file ──readers──▶ Document ──parsing + form──▶ Report ──warehouse──▶ DuckDB ──sql/marts──▶ pages

A reader opens one format and yields lines with their place in the original; parsing says which
township and year it is, which figure stands in which cell, and which sentence prints which figure;
the warehouse is built beside the live one and swapped in. Nothing here knows of the dashboard.
"""
