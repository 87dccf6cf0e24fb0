"""What all charts share: colors, line breaks, coverage below years."""
