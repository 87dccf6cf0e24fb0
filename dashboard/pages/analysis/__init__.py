"""分析: what the figures say over townships and years."""
