"""Who comes in, how much the server bears, and which headers it sends."""
