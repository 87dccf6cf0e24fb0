"""How figures, states and definitions are called on screen and in files."""
