"""Tables of the pages under 核对."""
