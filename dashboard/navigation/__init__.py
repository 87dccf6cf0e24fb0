"""Which pages there are, and what is chosen to look at on them."""
