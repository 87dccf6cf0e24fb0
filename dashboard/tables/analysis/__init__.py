"""Tables of the pages under 分析."""
