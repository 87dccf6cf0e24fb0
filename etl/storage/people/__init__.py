"""Who may come in from elsewhere: accounts, passwords, sessions."""
