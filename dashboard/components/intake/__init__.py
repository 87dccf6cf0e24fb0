"""How files come in, wait, and are kept in versions."""
