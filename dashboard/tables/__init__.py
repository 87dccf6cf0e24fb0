"""The columns of the larger pages, declared apart from what draws them."""
