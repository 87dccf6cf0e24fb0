"""Reports to their places, the journal, and a new database."""
