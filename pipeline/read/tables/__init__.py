"""Tables on a page: ruled, between horizontal rules, or aligned by white space alone."""
