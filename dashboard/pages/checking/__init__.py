"""核对: what is doubtful or wrong in the reports, and what becomes of it."""
