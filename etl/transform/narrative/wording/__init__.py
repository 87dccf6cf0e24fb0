"""Sentences, pieces, counts and words, before anything is understood."""
