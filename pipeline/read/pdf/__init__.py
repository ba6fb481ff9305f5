"""PDF pages to blocks: characters, lines, furniture, columns, paragraphs, footnotes."""
