"""Files that come in, wait and are kept."""
