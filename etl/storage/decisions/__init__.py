"""What people decide on reports, figures and findings."""
