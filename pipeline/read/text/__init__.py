"""Plain text and markdown: lines, paragraphs, lists and tables without a layout."""
