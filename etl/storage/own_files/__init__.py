"""What an office brings of its own: the rubric by which it assesses, the paper it writes on."""
