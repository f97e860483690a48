"""The tables, one per file."""
