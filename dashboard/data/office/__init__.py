"""What an office brings of its own, and what is made of it."""
