"""Facts to checks: which figures ought to agree, and whether they do."""
