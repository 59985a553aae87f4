"""What several formats share: offsets, names, rows, and landing foreign spans in the articles."""
