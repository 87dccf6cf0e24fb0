"""What a page draws, and the lines of text and ruled tables that a reader of it would see."""
