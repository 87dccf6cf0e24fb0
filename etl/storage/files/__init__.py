"""Files of the data folder: originals, uploads, journals, and how they are written."""
