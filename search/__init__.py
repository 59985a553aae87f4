"""The full-text index over a collection: schema, indexing, queries, snippets."""
