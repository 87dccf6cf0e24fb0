"""The tables of the warehouse and the marts that the pages read."""
