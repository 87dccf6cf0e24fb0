"""What OpenDocument texts and sheets show: looks, list numbers, spans, hidden parts left out."""
