"""How the register of units and the deadlines are edited."""
