"""From printed rows to the cells of the official form."""
