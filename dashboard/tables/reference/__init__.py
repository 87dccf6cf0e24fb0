"""Tables of the pages under 参考."""
