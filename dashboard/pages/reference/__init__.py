"""参考: definitions, help, the log and the accounts."""
