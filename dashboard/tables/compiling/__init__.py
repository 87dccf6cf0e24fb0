"""Tables of the pages under 汇总."""
