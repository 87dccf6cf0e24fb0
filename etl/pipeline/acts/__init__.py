"""What a person decides on reports and figures, and how it is taken back."""
