"""Which column of the form a printed figure belongs to."""
