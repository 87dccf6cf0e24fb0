"""What an official changes or takes along beside the figures: files, deadlines, decisions."""
