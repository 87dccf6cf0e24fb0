"""What the program speaks of: reports, units of the register, entries of the journal, errors."""
