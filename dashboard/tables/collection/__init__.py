"""Tables of the pages under 收集."""
