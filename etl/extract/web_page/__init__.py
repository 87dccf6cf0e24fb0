"""What a browser would show of a web page: style sheets, hidden parts, controls, list numbers."""
