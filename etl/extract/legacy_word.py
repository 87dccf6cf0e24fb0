"""Opens older Word and WPS files: directly where they are of 1997 to 2003, else with LibreOffice.

A file that is something else under such a name is read as what it is.
"""

from etl.extract.word_files import kinds

SUFFIXES = (".doc", ".wps", ".dot", ".wpt")
lines = kinds.lines_or_text
