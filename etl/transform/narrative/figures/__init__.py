"""Which statements are which figures of the report, and which stay doubtful."""
