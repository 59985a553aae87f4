"""The reader: a Textual app."""
