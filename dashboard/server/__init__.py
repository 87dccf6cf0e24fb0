"""The web server around the dashboard: who may reach it, how much it bears, what it sends."""
