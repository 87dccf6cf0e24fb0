"""The binary Word format of 1997 to 2003, which WPS also writes: enough of it to read reports."""
