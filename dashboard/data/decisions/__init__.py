"""What people decide on figures and findings, and what becomes of it."""
