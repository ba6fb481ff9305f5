"""Documents to facts, one kind a file, independent of each other."""
