"""Rich text: signs, words, story."""
