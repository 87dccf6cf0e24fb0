"""The register of units and their deadlines."""
