"""What lies in the data folder: originals, journal, register, deadlines, corrections, decisions."""
