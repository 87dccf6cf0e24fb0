"""Opens rich text (.rtf): paragraphs as lines, table rows with their cells."""

from etl.extract.word_files import kinds

SUFFIXES = (".rtf",)
lines = kinds.lines_or_text
