"""What each count of a sentence states."""
