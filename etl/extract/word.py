"""Opens Word files (.docx): paragraphs as lines, table rows with their cells."""

from etl.extract.word_files import kinds

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
lines = kinds.lines
