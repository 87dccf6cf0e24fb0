"""How doubts and findings are shown beside their originals and settled."""
