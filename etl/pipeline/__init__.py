"""From files to a published database: sources, reading within bounds, filing, publishing."""
