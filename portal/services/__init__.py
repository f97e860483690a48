"""Use cases that change something. Each takes a session and never commits: its caller does."""
