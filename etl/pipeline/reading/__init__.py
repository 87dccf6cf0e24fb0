"""Files in, reports out: each file read by a process within bounds."""
