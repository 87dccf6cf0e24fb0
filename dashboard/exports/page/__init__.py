"""A whole page to take along: what it shows, as a Word document and as a PDF."""
