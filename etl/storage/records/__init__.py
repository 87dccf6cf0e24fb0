"""What people decide, in one transactional database: each change with its act, and a way back."""
