"""From a file's bytes to articles: finding files, decoding, one module for each format."""
