"""Who is at work, which accounts there are, and what was done."""
