"""What Word and WPS files hold, whatever their name says: packages, rich text, pages, old files."""
