"""From sentences to the figures they state."""
