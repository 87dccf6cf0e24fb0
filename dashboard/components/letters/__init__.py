"""What is made ready to be sent to the units."""
