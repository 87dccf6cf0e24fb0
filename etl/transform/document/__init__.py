"""What of a document is prose, in which sentences and sections, and how sure its characters are."""
