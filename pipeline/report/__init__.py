"""What people look at: the terminal, in Swedish or English."""
