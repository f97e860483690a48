"""The rules: plain tables and functions, standard library only, each citing its clause."""
