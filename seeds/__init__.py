"""Five sample articles about one event, as package data."""
