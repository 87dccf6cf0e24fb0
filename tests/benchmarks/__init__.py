"""How fast it is: run by hand, never a test that fails on a slow machine."""
