"""The web server around the dashboard: one process, or several behind one port."""
