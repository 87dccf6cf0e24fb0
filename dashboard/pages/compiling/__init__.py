"""汇总: what the units' reports come to together, to take along."""
