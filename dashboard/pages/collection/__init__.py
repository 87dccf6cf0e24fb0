"""收集: the register, and which report has come."""
