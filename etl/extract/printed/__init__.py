"""What every reader needs to tell a page as a person sees it: lines, raised marks, list numbers."""
